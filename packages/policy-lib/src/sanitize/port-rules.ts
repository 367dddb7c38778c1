import type { Json } from '@skyctl/core'
import type { RuleItem } from '../lower/rule-items.ts'
import { get, listAt } from '../plain-data.ts'

/** One element of `toPorts`. */
export interface PlacedPortRule {
  readonly item: RuleItem
  readonly value: Json
  readonly pointer: string
  readonly ports: readonly PlacedPort[]
}

export interface PlacedPort {
  readonly value: Json
  readonly pointer: string
}

export function portRulesOf(item: RuleItem): readonly PlacedPortRule[] {
  return (listAt(item.value, 'toPorts') ?? []).map((value, index) => {
    const pointer = `${item.pointer}/toPorts/${index}`
    return {
      item,
      value,
      pointer,
      ports: (listAt(value, 'ports') ?? []).map((port, at) => ({
        value: port,
        pointer: `${pointer}/ports/${at}`,
      })),
    }
  })
}

const l7Lists = ['http', 'dns', 'kafka', 'l7'] as const

/** How many rules of layer 7 a port rule has; none is the same as no `rules`. */
export function l7Count({ value }: Pick<PlacedPortRule, 'value'>): number {
  return l7Lists.reduce((count, list) => count + (listAt(value, 'rules', list)?.length ?? 0), 0)
}

export function hasDnsRules({ value }: Pick<PlacedPortRule, 'value'>): boolean {
  return (listAt(value, 'rules', 'dns')?.length ?? 0) > 0
}

export function protocolOf({ value }: PlacedPort): string {
  const protocol = get(value, 'protocol')
  return typeof protocol === 'string' && protocol !== '' ? protocol.toUpperCase() : 'ANY'
}
