import { nodeGroups } from '../node-groups.ts'
import { get, number } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Lowest and highest value by volume type (validation.go, validateVolumeOpts). */
const limits = {
  volumeIOPS: {
    gp3: [3000, 16_000],
    io1: [100, 64_000],
    io2: [100, 256_000],
  },
  volumeThroughput: { gp3: [125, 1000] },
} as const satisfies Record<string, Partial<Record<string, readonly [number, number]>>>

/** volumeIOPS and volumeThroughput are set for volume types that have them, and within their limits. Default: gp3. */
export const limitVolumePerformance: ClusterRule = {
  id: 'limit-volume-performance',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, pointer, label }) => {
      const type = String(get(group, 'volumeType') ?? 'gp3')
      return (['volumeIOPS', 'volumeThroughput'] as const).flatMap((field) => {
        const value = number(group, field)
        const byType: Partial<Record<string, readonly [number, number]>> = limits[field]
        const range = Object.hasOwn(byType, type) ? byType[type] : undefined
        if (value === undefined || (range && value >= range[0] && value <= range[1])) return []
        return [
          {
            pointer: `${pointer}/${field}`,
            message:
              range === undefined
                ? `${field} of node group ${label} cannot be set for volumes of type ${type}`
                : `${field} of node group ${label} is ${value}, and ${type} takes ${range[0]} to ${range[1]}`,
            hint:
              range === undefined
                ? `remove it, or use ${Object.keys(byType).join(', ')}`
                : `set ${field} within these bounds`,
          },
        ]
      })
    }),
}
