import { type JsonObject, pointerOf } from '@skyctl/core'
import { get, isRecord, listAt } from '../plain-data.ts'
import type { PolicyObject } from '../world/world.ts'
import type { Direction } from './policy-entry.ts'

/** One rule of a Cilium policy: its `spec`, or one of its `specs`. */
export interface CiliumRule {
  readonly value: JsonObject
  readonly pointer: string
}

export const sections = ['ingress', 'ingressDeny', 'egress', 'egressDeny'] as const
export type Section = (typeof sections)[number]

/** One element of a section. */
export interface RuleItem {
  readonly section: Section
  readonly direction: Direction
  readonly isDeny: boolean
  readonly index: number
  readonly value: JsonObject
  readonly pointer: string
}

const rules = new WeakMap<JsonObject, readonly CiliumRule[]>()
const items = new WeakMap<CiliumRule, readonly RuleItem[]>()

/** `spec` first, then `specs`: both may stand. Remembered. Source: pkg/k8s/apis/cilium.io/v2/cnp_types.go, Parse. */
export function rulesOf({ value }: Pick<PolicyObject, 'value'>): readonly CiliumRule[] {
  const found = rules.get(value) ?? readRules(value)
  rules.set(value, found)
  return found
}

function readRules(value: JsonObject): readonly CiliumRule[] {
  const spec = get(value, 'spec')
  return [
    ...(isRecord(spec) ? [{ value: spec, pointer: '/spec' }] : []),
    ...(listAt(value, 'specs') ?? []).flatMap((rule, index) =>
      isRecord(rule) ? [{ value: rule, pointer: pointerOf(['specs', index]) }] : [],
    ),
  ]
}

/** The elements of all sections. Remembered: judges and engine ask alike. */
export function itemsOf(rule: CiliumRule): readonly RuleItem[] {
  const found = items.get(rule) ?? readItems(rule)
  items.set(rule, found)
  return found
}

function readItems({ value, pointer }: CiliumRule): readonly RuleItem[] {
  return sections.flatMap((section) =>
    (listAt(value, section) ?? []).flatMap((item, index): RuleItem[] =>
      isRecord(item)
        ? [
            {
              section,
              direction: section.startsWith('ingress') ? 'ingress' : 'egress',
              isDeny: section.endsWith('Deny'),
              index,
              value: item,
              pointer: `${pointer}/${section}/${index}`,
            },
          ]
        : [],
    ),
  )
}

/** `fromEndpoints` of an ingress item, `toEndpoints` of an egress one. */
export function memberName(direction: Direction, member: PeerMember): string {
  return `${direction === 'ingress' ? 'from' : 'to'}${member}`
}

export const peerMembers = [
  'Endpoints',
  'CIDR',
  'CIDRSet',
  'Entities',
  'Nodes',
  'Groups',
  'Services',
  'FQDNs',
] as const
export type PeerMember = (typeof peerMembers)[number]

/** The members that an item of this direction can have. */
export function membersOf({ direction, isDeny }: Pick<RuleItem, 'direction' | 'isDeny'>) {
  if (direction === 'ingress') return peerMembers.slice(0, 6)
  return isDeny ? peerMembers.slice(0, 7) : peerMembers
}
