import type { Json } from '@skyctl/core'
import { isLabelValue, isQualifiedName } from '../label-syntax.ts'
import { type NodeGroup, nodeGroups } from '../node-groups.ts'
import { entries, get, isObject, items, pointer as toPointer } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

/** A taint has a key, a value that a label could have, and one of the three effects. */
export const requireValidTaints: ClusterRule = {
  id: 'require-valid-taints',
  check: ({ config }) =>
    nodeGroups(config).flatMap((group) => taintsOf(group).flatMap((taint) => checkTaint(taint))),
}

interface Taint {
  readonly pointer: string
  readonly key: Json
  readonly value: Json
  readonly effect: Json
}

/** A list, or in self-managed groups a map of `key: value:effect`. */
function taintsOf({ group, pointer }: NodeGroup): readonly Taint[] {
  return [
    ...items(group, 'taints').flatMap((taint, index) =>
      isObject(taint)
        ? [
            {
              pointer: pointer + toPointer('taints', index),
              key: get(taint, 'key') ?? '',
              value: get(taint, 'value') ?? '',
              effect: get(taint, 'effect') ?? '',
            },
          ]
        : [],
    ),
    ...entries(group, 'taints').map(([key, text]) => {
      const parts = String(text).split(':')
      const [value, effect] = parts.length === 1 ? ['', parts[0]] : parts.length === 2 ? parts : []
      return {
        pointer: pointer + toPointer('taints', key),
        key,
        value: value ?? '',
        effect: effect ?? '',
      }
    }),
  ]
}

/** Parts of another type than text are for the schema to report. */
function checkTaint({ pointer, key, value, effect }: Taint): readonly Finding[] {
  if (typeof key === 'string' && !isQualifiedName(key)) {
    return [
      {
        pointer,
        message: key === '' ? 'the taint has no key' : `'${key}' is no key of a taint`,
        hint: 'write [prefix/]name, such as dedicated or example.com/dedicated',
      },
    ]
  }
  if (typeof value === 'string' && !isLabelValue(value)) {
    return [
      {
        pointer,
        message: `'${value}' is no value of a taint`,
        hint: 'at most 63 letters, digits, -, _ and .',
      },
    ]
  }
  if (typeof effect !== 'string' || effects.includes(effect)) return []
  return [
    {
      pointer,
      message:
        effect === ''
          ? `taint ${String(key)} has no effect`
          : `'${effect}' is no effect of a taint`,
      hint: `use ${effects.join(', ')}`,
    },
  ]
}
