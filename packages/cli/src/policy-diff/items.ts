import type { Where } from '@skyctl/core'
import type {
  Cause,
  ConnectionChange,
  LoneConnection,
  PolicyDiff,
  PortSet,
  PostureChange,
} from '@skyctl/policy-lib'
import { type Crowd, crowdOf, isWorkload, list, sayNames, sayPorts, sayRules } from './words.ts'

/** What a change does, the most dangerous first: in this order it is said. */
export const sections = [
  'opened',
  'requests',
  'closed',
  'refused',
  'unsure',
  'renamed',
  'came',
  'went',
] as const
export type Section = (typeof sections)[number]

/** One thing that a reviewer must know. */
export interface DiffItem {
  readonly section: Section
  /** A sentence without its end. */
  readonly sentence: string
  /** Why: a sentence a line. */
  readonly reasons: readonly Reason[]
  /** How many connections it is about, each of two ends. */
  readonly weight: number
  /** The same, whatever the environment: everything but places in files. */
  readonly key: string
}

interface ConnectionItem extends Omit<DiffItem, 'key'> {
  readonly causes: readonly Cause[]
}

export interface Reason {
  readonly text: string
  readonly where: Where
}

/** A diff in words, in a fixed order. */
export function itemsOf(diff: PolicyDiff): readonly DiffItem[] {
  const crowd = crowdOf([...new Set([...namesIn(diff), ...diff.compared])])
  const renamed = new Set(diff.renamed.flatMap(({ from, to }) => [from, to]))
  const items = [
    ...diff.postures.map((posture) => postureItem(posture, crowd)),
    ...mergeDenied(diff.connections.flatMap((change) => connectionItems(change, crowd))),
    ...diff.policies.refused.map(
      ({ policy, where, reasons }): Omit<DiffItem, 'key'> => ({
        section: 'refused',
        sentence: `Cilium refuses ${policy}: nothing of it is enforced`,
        reasons: reasons.map((text) => ({ text, where })),
        weight: 1,
      }),
    ),
    ...diff.renamed.map(
      ({ from, to }): Omit<DiffItem, 'key'> => ({
        section: 'renamed',
        sentence: `${from} is now ${to}, with the same connections`,
        reasons: [],
        weight: 1,
      }),
    ),
    ...loneItems('came', without(diff.came, renamed), crowd),
    ...loneItems('went', without(diff.went, renamed), crowd),
  ].map((item): DiffItem => ({ ...item, key: keyOf(item) }))
  return items.sort(
    (a, b) =>
      sections.indexOf(a.section) - sections.indexOf(b.section) ||
      b.weight - a.weight ||
      (a.key < b.key ? -1 : 1),
  )
}

function keyOf({ section, sentence, reasons }: Omit<DiffItem, 'key'>): string {
  // With whom a workload is connected depends on addresses, which are others in every environment.
  if (section === 'came' || section === 'went') return JSON.stringify([section, sentence])
  return JSON.stringify([section, sentence, reasons.map(({ text }) => text)])
}

function without(
  { workloads, connections }: PolicyDiff['came'],
  names: ReadonlySet<string>,
): PolicyDiff['came'] {
  const rest = workloads.filter((name) => !names.has(name))
  return { workloads: rest, connections: rest.length === 0 ? [] : connections }
}

/** What one policy denies in several places is one thing: that policy. */
function mergeDenied(items: readonly ConnectionItem[]): readonly Omit<DiffItem, 'key'>[] {
  const byPolicy = new Map<string, ConnectionItem[]>()
  for (const item of items) {
    const [first] = item.causes
    const isDenied =
      item.section === 'closed' &&
      item.causes.every(({ kind, policy }) => kind === 'denied-by' && policy === first?.policy)
    if (first === undefined || !isDenied) continue
    byPolicy.set(first.policy, [...(byPolicy.get(first.policy) ?? []), item])
  }
  const merged = [...byPolicy].filter(([, some]) => some.length > 1)
  const taken = new Set(merged.flatMap(([, some]) => some))
  return [
    ...items.filter((item) => !taken.has(item)).map(({ causes: _, ...item }) => item),
    ...merged.map(([policy, some]): Omit<DiffItem, 'key'> => {
      const weight = some.reduce((sum, item) => sum + item.weight, 0)
      const reasons = some.flatMap((item) => item.reasons)
      const each = some.map(({ sentence }): Reason => ({ text: sentence, where: {} }))
      return {
        section: 'closed',
        sentence: `${policy} now denies ${weight} connections that were open`,
        reasons: [...new Map([...reasons, ...each].map((one) => [one.text, one])).values()],
        weight,
      }
    }),
  ]
}

function namesIn({ came, went }: PolicyDiff): readonly string[] {
  return [...came.workloads, ...went.workloads]
}

function postureItem(
  { direction, change, workloads, causes, changed, kept }: PostureChange,
  crowd: Crowd,
): Omit<DiffItem, 'key'> {
  const who = sayNames(workloads, crowd)
  const isOne = workloads.length === 1
  const are = isOne || /^every workload of \S+$/.test(who) ? 'is' : 'are'
  const side = direction === 'ingress' ? 'may be reached by' : 'may reach'
  const connections = (count: number) => `${count} connection${count === 1 ? '' : 's'}`
  return change === 'added'
    ? {
        section: 'closed',
        sentence: `${who} ${are} now denied ${direction} by default: ${connections(changed)} that ${changed === 1 ? 'was' : 'were'} open ${changed === 1 ? 'is' : 'are'} cut, ${kept === 0 ? 'none stays' : `${connections(kept)} stay${kept === 1 ? 's' : ''} allowed by rules`}`,
        reasons: causes.map(({ policy, where }) => ({
          text: `${policy} selects ${isOne ? 'it' : 'them'}`,
          where,
        })),
        weight: changed,
      }
    : {
        section: 'opened',
        sentence: `nothing denies ${who} ${direction} by default any more: ${isOne ? 'it' : 'they'} ${side} everybody (${connections(changed)} more than before)`,
        reasons: causes.map(({ policy, where }) => ({
          text: `${policy} denied by default, and does so no more`,
          where,
        })),
        weight: changed,
      }
}

function connectionItems(
  { from, to, change, causes }: ConnectionChange,
  crowd: Crowd,
): readonly ConnectionItem[] {
  const [a, b] = [sayNames(from, crowd), sayNames(to, crowd)]
  const reasons = causes.map(sayCause)
  const weight = from.length * to.length
  const item = (section: Section, ports: PortSet, sentence: string) =>
    ports.length === 0 ? [] : [{ section, sentence, reasons, weight, causes }]
  const { gained, lost, unsure, sure, l7, l7Before, l7After } = change
  const opens = l7After.length === 0
  return [
    ...item('opened', gained, `${a} may now reach ${b} on ${sayPorts(gained)}`),
    ...item('closed', lost, `${a} may no longer reach ${b} on ${sayPorts(lost)}`),
    ...item(
      'requests',
      l7,
      opens
        ? `${a} may now send anything to ${b} on ${sayPorts(l7)}; before, only ${sayRules(l7Before)}`
        : `${a} may now send ${b} on ${sayPorts(l7)} only ${sayRules(l7After)}; before, ${sayRules(l7Before)}`,
    ),
    ...item(
      'unsure',
      unsure,
      `whether ${a} may reach ${b} on ${sayPorts(unsure)} is not decided by the manifests any more`,
    ),
    ...item(
      'unsure',
      sure.filter(() => unsure.length + gained.length + lost.length === 0),
      `whether ${a} may reach ${b} on ${sayPorts(sure)} is decided now`,
    ),
  ]
}

function sayCause({ direction, kind, policy, pointer, where, reason }: Cause): Reason {
  const rule = policy === '' ? 'no policy' : `${policy} ${pointer}`
  const say = (text: string): Reason => ({ text: `${direction}: ${text}`, where })
  switch (kind) {
    case 'allowed-by':
      return say(`${rule} allows it`)
    case 'deny-gone':
      return say(`${rule} denied it, and does so no more`)
    case 'open-by-default':
      return say(
        policy === ''
          ? 'nothing denies by default'
          : `${policy} denied by default, and does so no more`,
      )
    case 'denied-by':
      return say(`${rule} denies it, and a deny wins over every allow`)
    case 'denied-by-default':
      return say(policy === '' ? 'denied by default' : `${policy} denies by default`)
    case 'allow-gone':
      return say(`${rule} allowed it, and is gone or says something else`)
    case 'no-longer-selected':
      return say(
        `${rule} stands as it was, and no longer matches: labels of the pods or of their namespace are others, or it is refused`,
      )
    case 'asks-for-dropped-label':
      return say(
        `${rule} asks now for the label ${reason}, which Cilium drops from identities: it matches nobody`,
      )
    case 'voided-by':
      return say(
        `${rule} allows the port whole, so that rules of layer 7 beside it restrict nothing`,
      )
    case 'restricted-by':
      return say(`${rule} lets only some requests through`)
    case 'restriction-gone':
      return say(`${rule} let only some requests through, and does so no more`)
    case 'undecided':
      return say(reason === undefined || reason === '' ? `${rule} cannot be decided` : reason)
  }
}

function loneItems(
  section: 'came' | 'went',
  { workloads, connections }: PolicyDiff['came'],
  crowd: Crowd,
): readonly Omit<DiffItem, 'key'>[] {
  if (workloads.length === 0) return []
  const own = new Set(workloads)
  const who = list(workloads.slice(0, 5).map((name) => name))
  const more = workloads.length > 5 ? ` and ${workloads.length - 5} more` : ''
  const said = connections
    .map((connection) => sayLone(connection, own, section, crowd))
    .filter((text) => text !== undefined)
    .sort()
  return [
    {
      section,
      sentence: `${who}${more} ${section === 'came' ? (workloads.length === 1 ? 'is new' : 'are new') : workloads.length === 1 ? 'is gone' : 'are gone'}`,
      reasons: said.map((text) => ({ text, where: {} })),
      weight: workloads.length,
    },
  ]
}

function sayLone(
  { from, to, traffic }: LoneConnection,
  own: ReadonlySet<string>,
  section: 'came' | 'went',
  crowd: Crowd,
): string | undefined {
  // The node of a pod always reaches it.
  const sources = from.filter((name) => name !== 'host')
  if (sources.length === 0) return undefined
  const [a, b] = [sayNames(sources, crowd), sayNames(to, crowd)]
  const verb = section === 'came' ? 'may reach' : 'could reach'
  const certain = traffic.allowed.length > 0
  const ports = sayPorts(certain ? traffic.allowed : traffic.may)
  const isOwn = [...from, ...to].some((name) => own.has(name) && isWorkload(name))
  return isOwn ? `${a} ${certain ? verb : 'perhaps reaches'} ${b} on ${ports}` : undefined
}
