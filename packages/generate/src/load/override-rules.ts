import type { Problem } from '@skyctl/core'
import type { AppSpec } from '@skyctl/model'
import { type LocatedEnvironment, problemAt } from './located-environment.ts'
import type { LoadedApp } from './workspace.ts'

/** What an environment changes of an app must be something that the app has: else it would be ignored in silence. */
export function checkOverrides(
  located: LocatedEnvironment,
  apps: ReadonlyMap<string, LoadedApp>,
): Problem[] {
  return Object.entries(located.environment.apps).flatMap(([name, override]) => {
    const spec = apps.get(name)?.spec
    if (spec === undefined) return []
    const refuse = (path: readonly string[], message: string, hint: string) =>
      problemAt(located, {
        id: 'useless-override',
        path: ['apps', name, ...path],
        at: 'key',
        message,
        hint,
      })
    return [
      ...(override.replicas === undefined ? [] : replicaFaults(spec, override.replicas)).map(
        ([path, message, hint]) => refuse(path, `${name} ${message}`, hint),
      ),
      ...(override.host !== undefined && !('ingress' in spec && spec.ingress)
        ? [
            refuse(
              ['host'],
              `${name} has no ingress, so a host would have no effect`,
              'remove it, or give the app an ingress',
            ),
          ]
        : []),
    ]
  })
}

type Fault = readonly [path: readonly string[], message: string, hint: string]

function replicaFaults(
  spec: AppSpec,
  replicas: { readonly min?: number | undefined; readonly max?: number | undefined },
): Fault[] {
  if (spec.kind !== 'Deployment' && spec.kind !== 'StatefulSet') {
    return [
      [
        ['replicas'],
        `is a ${spec.kind}, which has no number of replicas: this would have no effect`,
        'remove it',
      ],
    ]
  }
  const scaling = spec.kind === 'Deployment' ? spec.scaling : undefined
  if (scaling === undefined) {
    return replicas.max === undefined
      ? []
      : [
          [
            ['replicas', 'max'],
            'is not scaled: it runs a fixed number, and a maximum would have no effect',
            'set min, the fixed number',
          ],
        ]
  }
  const min = replicas.min ?? scaling.min
  const max = replicas.max ?? scaling.max
  if (min >= 1 && min <= max) return []
  return [
    [
      ['replicas'],
      `would scale between ${min} and ${max}, which no autoscaler accepts`,
      'min is at least 1 and at most max; what is not given here comes from the app',
    ],
  ]
}
