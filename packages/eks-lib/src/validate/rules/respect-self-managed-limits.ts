import { type Json, type JsonObject, suggestionHint } from '@skyctl/core'
import { kubernetesMinor } from '../cluster-facts.ts'
import { selfManagedNodeGroups } from '../node-groups.ts'
import { entries, get, isObject, items, number, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

/** Processes of an Auto Scaling group that can be suspended (validation.go, validateASGSuspendProcesses). */
const processes = [
  'Launch',
  'Terminate',
  'AddToLoadBalancer',
  'AlarmNotification',
  'AZRebalance',
  'HealthCheck',
  'InstanceRefresh',
  'ReplaceUnhealthy',
  'ScheduledActions',
]

/** Settings of the kubelet that eksctl writes itself. */
const kubeletReserved = [
  'kind',
  'apiVersion',
  'address',
  'clusterDomain',
  'authentication',
  'authorization',
  'serverTLSBootstrap',
]

const spotStrategies = [
  'lowest-price',
  'diversified',
  'capacity-optimized',
  'capacity-optimized-prioritized',
  'price-capacity-optimized',
]

/** Kubernetes runs no other container runtime than containerd from this minor on (types.go). */
const dockershimEnds = 24

const day = 86_400

/** What only self-managed groups can set: mixed instances, CPU credits, suspended processes, the kubelet's own settings. */
export const respectSelfManagedLimits: ClusterRule = {
  id: 'respect-self-managed-limits',
  check: ({ config }) =>
    selfManagedNodeGroups(config).flatMap(({ group, pointer }) => {
      const at = (field: string, message: string, hint: string): Finding => ({
        pointer: `${pointer}/${field}`,
        message,
        hint,
      })
      const lifetime = number(group, 'maxInstanceLifetime')
      const runtime = get(group, 'containerRuntime')
      const runtimes =
        (kubernetesMinor(config) ?? 0) >= dockershimEnds
          ? ['containerd']
          : ['containerd', 'dockerd', 'docker']
      return [
        ...items(group, 'asgSuspendProcesses').flatMap((process, index) =>
          typeof process === 'string' && !processes.includes(process)
            ? [
                at(
                  `asgSuspendProcesses/${index}`,
                  `'${process}' is no process of an Auto Scaling group`,
                  `use ${processes.join(', ')}`,
                ),
              ]
            : [],
        ),
        ...entries(group, 'kubeletExtraConfig').flatMap(([field]) =>
          kubeletReserved.includes(field)
            ? [
                at(
                  `kubeletExtraConfig/${field}`,
                  `${field} of the kubelet is what eksctl relies on`,
                  'remove it',
                ),
              ]
            : [],
        ),
        ...(lifetime !== undefined && lifetime < day
          ? [
              at(
                'maxInstanceLifetime',
                `${lifetime} seconds are less than a day`,
                `${day} at least`,
              ),
            ]
          : []),
        ...(typeof runtime === 'string' && !runtimes.includes(runtime)
          ? [
              at(
                'containerRuntime',
                `'${runtime}' runs no containers of this Kubernetes version`,
                `use ${runtimes.join(', ')}`,
              ),
            ]
          : []),
        ...checkCredits(group).map((message) =>
          at('cpuCredits', message, 'use standard or unlimited, with t2, t3 or t4g instances'),
        ),
        ...checkDistribution(group).map(([field, message, hint]) => at(field, message, hint)),
      ]
    }),
}

function checkCredits(group: JsonObject): readonly string[] {
  const credits = get(group, 'cpuCredits')
  if (typeof credits !== 'string') return []
  const types: readonly Json[] = isObject(get(group, 'instancesDistribution'))
    ? items(group, 'instancesDistribution', 'instanceTypes')
    : [text(group, 'instanceType') ?? '']
  if (!types.some((type) => String(type).startsWith('t'))) {
    return ['only burstable instances have CPU credits, and the group has none']
  }
  return ['standard', 'unlimited'].includes(credits.toLowerCase())
    ? []
    : [`'${credits}' is no kind of CPU credits`]
}

function checkDistribution(group: JsonObject): readonly (readonly [string, string, string])[] {
  const distribution = get(group, 'instancesDistribution')
  const selector = entries(group, 'instanceSelector').some(([, value]) => value !== null)
  if (!isObject(distribution) && !selector) return []
  const type = text(group, 'instanceType')
  if (type !== undefined && type !== 'mixed') {
    return [
      ['instanceType', 'a group of mixed instances has no one type', 'remove it, or write mixed'],
    ]
  }
  if (!isObject(distribution)) return []
  const bounds = [
    ['onDemandBaseCapacity', 0, Number.POSITIVE_INFINITY],
    ['onDemandPercentageAboveBaseCapacity', 0, 100],
    ['spotInstancePools', 1, 20],
  ] as const
  const types = new Set(items(distribution, 'instanceTypes'))
  const strategy = get(distribution, 'spotAllocationStrategy')
  return [
    ...(!selector && (types.size === 0 || types.size > 20)
      ? [
          [
            'instancesDistribution/instanceTypes',
            `${types.size} types are listed`,
            'list 1 to 20',
          ] as const,
        ]
      : []),
    ...bounds.flatMap(([field, lowest, highest]) => {
      const value = number(distribution, field)
      return value !== undefined && (value < lowest || value > highest)
        ? [
            [
              `instancesDistribution/${field}`,
              `${field} is ${value}, outside its bounds`,
              Number.isFinite(highest) ? `${lowest} to ${highest}` : `${lowest} or more`,
            ] as const,
          ]
        : []
    }),
    ...(typeof strategy === 'string' && !spotStrategies.includes(strategy)
      ? [
          [
            'instancesDistribution/spotAllocationStrategy',
            `'${strategy}' is no strategy`,
            suggestionHint(strategy, spotStrategies),
          ] as const,
        ]
      : []),
    ...(number(distribution, 'spotInstancePools') !== undefined &&
    /^capacity-optimized(-prioritized)?$/.test(text(distribution, 'spotAllocationStrategy') ?? '')
      ? [
          [
            'instancesDistribution/spotInstancePools',
            'this spotAllocationStrategy chooses the pools itself',
            'remove spotInstancePools',
          ] as const,
        ]
      : []),
  ]
}
