import { company, type SyntheticApp } from './workspace.ts'

/** A Kubernetes object as plain data. */
export type PlainObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Metadata
} & Readonly<Record<string, unknown>>

export interface Metadata {
  readonly name: string
  readonly namespace: string
  readonly labels?: Labels
  readonly annotations?: Labels
  readonly finalizers?: string[]
}

export type Labels = Record<string, string>

export function selectorOf(app: SyntheticApp, environment: string): Labels {
  return {
    'app.kubernetes.io/instance': `${app.name}-${environment}`,
    'app.kubernetes.io/name': app.name,
  }
}

export function labelsOf(app: SyntheticApp, environment: string): Labels {
  return {
    ...selectorOf(app, environment),
    'app.kubernetes.io/managed-by': 'skyctl',
    'app.kubernetes.io/part-of': company,
    team: app.team,
  }
}
