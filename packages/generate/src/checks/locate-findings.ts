import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '@skyctl/core'
import { locateInModule } from '../load/locate-in-module.ts'

/**
 * Gives findings in modules their line: one on a generated object is led back to the property that made it. Only for errors: it parses
 * the module, and a run without errors should not pay for that.
 */
export async function locateFindings(
  root: string,
  problems: readonly Problem[],
): Promise<Problem[]> {
  return Promise.all(
    problems.map(async (problem) => {
      const { file, line, object } = problem.where
      if (problem.severity !== 'error' || line !== undefined || !file?.endsWith('.ts'))
        return problem
      if (!existsSync(join(root, file))) return problem
      const pointer = problem.where.pointer ?? ''
      const path = object === undefined ? segments(pointer) : sourcePath(object, pointer)
      const position = await locateInModule(readFileSync(join(root, file), 'utf8'), path)
      return { ...problem, where: { ...problem.where, ...position } }
    }),
  )
}

/** A pointer without an object is one into the module's own declaration. */
function segments(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment))
}

/** Objects that one property of an app makes as a whole. */
const byKind: Readonly<Record<string, readonly string[]>> = {
  'networking.k8s.io/Ingress': ['ingress'],
  'policy/PodDisruptionBudget': ['disruption'],
  'autoscaling/HorizontalPodAutoscaler': ['scaling'],
  Service: ['ports'],
  ConfigMap: ['files'],
  'external-secrets.io/ExternalSecret': ['secrets'],
  ServiceAccount: ['iam'],
}

/** Parts of a pod, by the end of their pointer. */
const byPointer: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\/image$/, ['image']],
  [/\/resources(\/|$)/, ['resources']],
  [/\/(readiness|liveness|startup)Probe(\/|$)/, ['probes']],
  [/\/env(\/|$)/, ['env']],
  [/\/ports(\/|$)/, ['ports']],
  [/\/securityContext(\/|$)|\/host(Network|PID|IPC)$/, ['security']],
  [/\/volumes\/\d+(\/|$)/, ['volumes']],
  [/\/topologySpreadConstraints(\/|$)/, ['spread']],
  [/\/volumeClaimTemplates(\/|$)/, ['storage']],
  [/\/lifecycle(\/|$)|\/terminationGracePeriodSeconds$/, ['shutdownSeconds']],
  [/^\/spec\/replicas$/, ['replicas']],
]

/** Path of the app's property that a place in an object comes from; empty for the app as a whole. */
function sourcePath(object: string, pointer: string): readonly string[] {
  const kind = object.slice(0, Math.max(0, object.indexOf(' ')))
  return byKind[kind] ?? byPointer.find(([pattern]) => pattern.test(pointer))?.[1] ?? []
}
