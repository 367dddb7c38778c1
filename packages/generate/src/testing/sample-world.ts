import type { Manifest, PlannedFile } from '@skyctl/core'
import { createWorld, type World } from '../checks/world.ts'
import type { RuleProfile } from '../projections/world/profile.ts'

const profile: RuleProfile = {
  environment: 'live',
  level: 'strict',
  kubernetesVersion: '1.35',
  region: 'eu-west-1',
  mandatoryTags: [],
  suppressions: [],
  pending: [],
  cilium: {},
}

interface SampleWorldOptions {
  readonly profile?: Partial<RuleProfile>
  readonly pending?: readonly string[]
  /** What charts will run: known, and not synced. */
  readonly charts?: readonly Manifest[]
  /** The document of `cluster.yaml`. */
  readonly cluster?: object
}

/** A World of the given objects, all of them synced. */
export function sampleWorld(
  manifests: readonly Manifest[],
  options: SampleWorldOptions = {},
): World {
  const file = (path: string, body: PlannedFile['body']): PlannedFile => ({
    path: `live/${path}`,
    owner: 'a',
    origin: 'apps/a/app.ts',
    body,
  })
  const { charts = [], cluster } = options
  const files = [
    ...manifests.map((manifest, index) =>
      file(`apps/a/ns/${index}.yaml`, { kind: 'manifest', manifest }),
    ),
    ...charts.map((manifest, index) =>
      file(`world/ns/${index}.yaml`, { kind: 'manifest', manifest }),
    ),
    ...(cluster === undefined
      ? []
      : [file('cluster/cluster.yaml', { kind: 'document', value: cluster })]),
  ]
  return createWorld(files, {
    ...profile,
    ...options.profile,
    pending: options.pending ?? [],
  })
}

const prefix = 'alb.ingress.kubernetes.io/'

/** An Ingress that breaks no rule, with annotations (without their prefix) over its own; undefined takes one away. */
export function sampleIngress(
  annotations: Readonly<Record<string, string | undefined>> = {},
  options: { name?: string; host?: string; path?: string; tls?: boolean; port?: string } = {},
): Manifest {
  const { name = 'web', host = 'shop.example.com', path = '/', tls = true, port = 'http' } = options
  const all = {
    scheme: 'internal',
    'target-type': 'ip',
    'listen-ports': '[{"HTTPS":443}]',
    'target-group-attributes': 'deregistration_delay.timeout_seconds=30',
    ...annotations,
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      namespace: 'ns',
      annotations: Object.fromEntries(
        Object.entries(all).flatMap(([key, value]) =>
          value === undefined ? [] : [[`${prefix}${key}`, value]],
        ),
      ),
    },
    spec: {
      ingressClassName: 'alb',
      rules: [
        {
          host,
          http: { paths: [{ path, backend: { service: { name: 'web', port: { name: port } } } }] },
        },
      ],
      ...(tls && { tls: [{ hosts: [host] }] }),
    },
  }
}

export const sampleService: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'ns' },
  spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] },
}

/** A Deployment behind the sample Service that breaks no rule. */
export function sampleDeployment(
  options: { image?: string; maxUnavailable?: number; sleep?: number; grace?: number } = {},
): Manifest {
  const {
    image = `web:1@sha256:${'0'.repeat(64)}`,
    maxUnavailable = 0,
    sleep = 35,
    grace = 60,
  } = options
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'ns' },
    spec: {
      strategy: { rollingUpdate: { maxUnavailable } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          terminationGracePeriodSeconds: grace,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'web',
              image,
              ports: [{ name: 'http', containerPort: 80 }],
              readinessProbe: { tcpSocket: { port: 'http' } },
              resources: {
                requests: { cpu: '10m', memory: '16Mi' },
                limits: { memory: '16Mi' },
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
              },
              lifecycle: { preStop: { sleep: { seconds: sleep } } },
            },
          ],
        },
      },
    },
  }
}

export function sampleNamespace(labels: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns', labels } }
}
