import type { Identity } from '../identities/identity.ts'
import type { Dialect } from '../lower/lower-context.ts'
import type { Direction } from '../lower/policy-entry.ts'
import type { Profile } from '../profile/profile.ts'
import { type Bitset, forEachMember, has } from './bitset.ts'
import type { CompiledEntry } from './compile-entries.ts'
import type { DefaultDeny } from './traffic.ts'

/** An entry that selects a subject, or may do so. */
export interface SelectedEntry {
  readonly compiled: CompiledEntry
  readonly isCertain: boolean
}

/** Identities that the same entries select in one direction: they have the same policy. */
export interface SubjectGroup {
  readonly direction: Direction
  readonly subjects: readonly number[]
  /** In the order in which Cilium reads rules. */
  readonly entries: readonly SelectedEntry[]
  /** False where nothing is enforced on this side, so that it imposes nothing. */
  readonly isEnforced: boolean
  readonly defaultDeny: DefaultDeny
  /** The local node is allowed in, after all tiers. */
  readonly allowsLocalhost: boolean
  /** Why nothing can be said about the policy. */
  readonly undecided: readonly string[]
}

export interface SubjectGroups {
  readonly groups: readonly SubjectGroup[]
  /** The group of each identity. */
  readonly groupOf: (subject: number) => SubjectGroup
}

export interface GroupContext {
  readonly identities: readonly Identity[]
  readonly profile: Profile
  readonly dialect: Dialect
  /** Why the policy of an identity cannot be computed, whatever the direction. */
  readonly conflictsOf: (subject: number) => readonly string[]
}

/** Source: pkg/policy/repository.go, computePolicyEnforcementAndRules. */
export function groupSubjects(
  direction: Direction,
  compiled: readonly CompiledEntry[],
  context: GroupContext,
): SubjectGroups {
  const bundles = bundleBySubjects(compiled.filter(({ entry }) => entry.direction === direction))
  const bundlesOf = context.identities.map((): number[] => [])
  for (const [index, { subjects }] of bundles.entries()) {
    forEachMember(subjects, (member) => bundlesOf[member]?.push(index))
  }
  const usesNames = compiled.some(
    ({ entry }) =>
      entry.direction === 'ingress' &&
      entry.l4.some(({ ports }) => ports.some(({ port }) => typeof port === 'string')),
  )
  const members = new Map<string, number[]>()
  for (const [subject, identity] of context.identities.entries()) {
    const named = usesNames && direction === 'ingress' ? portsKey(identity) : ''
    const certain = (bundlesOf[subject] ?? []).map((index) => {
      const bundle = bundles[index]
      return bundle !== undefined && has(bundle.certain, subject) ? `${index}` : `${index}?`
    })
    const conflicts = context.conflictsOf(subject).join('; ')
    const key = `${identity.enforced} ${named} ${certain.join(',')} ${conflicts}`
    const list = members.get(key)
    if (list === undefined) members.set(key, [subject])
    else list.push(subject)
  }
  const groups = [...members.values()].map((subjects) => {
    const first = subjects[0] ?? 0
    const entries = (bundlesOf[first] ?? [])
      .flatMap((index) => {
        const bundle = bundles[index]
        if (bundle === undefined) return []
        const isCertain = has(bundle.certain, first)
        return bundle.entries.map((one): SelectedEntry => ({ compiled: one, isCertain }))
      })
      .sort((a, b) => a.compiled.order - b.compiled.order)
    return createGroup(direction, subjects, entries, context)
  })
  const indexOf = new Int32Array(context.identities.length)
  for (const [index, { subjects }] of groups.entries()) {
    for (const subject of subjects) indexOf[subject] = index
  }
  return {
    groups,
    groupOf: (subject) => {
      const group = groups[indexOf[subject] ?? -1]
      if (group === undefined) throw new Error(`no identity ${subject}`)
      return group
    },
  }
}

interface Bundle {
  readonly subjects: Bitset
  readonly certain: Bitset
  readonly entries: CompiledEntry[]
}

/** Entries of equal subjects: they share the looked-up set. */
function bundleBySubjects(compiled: readonly CompiledEntry[]): readonly Bundle[] {
  const bundles = new Map<CompiledEntry['subjects'], Bundle>()
  for (const one of compiled) {
    const known = bundles.get(one.subjects)
    if (known !== undefined) known.entries.push(one)
    else {
      bundles.set(one.subjects, {
        subjects: one.subjects.possible,
        certain: one.subjects.certain,
        entries: [one],
      })
    }
  }
  return [...bundles.values()]
}

function portsKey({ namedPorts }: Identity): string {
  return namedPorts
    .map(({ name, port, protocol }) => `${name}=${port}/${protocol}`)
    .sort()
    .join(';')
}

function createGroup(
  direction: Direction,
  subjects: readonly number[],
  selected: readonly SelectedEntry[],
  { identities, profile, dialect, conflictsOf }: GroupContext,
): SubjectGroup {
  const identity = identities[subjects[0] ?? 0]
  const isCilium = dialect === 'cilium'
  const isEnforced =
    identity !== undefined &&
    identity.enforced !== 'none' &&
    !(isCilium && profile.enforcementMode === 'never')
  const entries = isEnforced ? selected : []
  const defaultDeny =
    isCilium && isEnforced && profile.enforcementMode === 'always' ? 'yes' : postureOf(entries)
  return {
    direction,
    subjects,
    entries,
    isEnforced,
    defaultDeny,
    allowsLocalhost: allowsLocalhost(direction, entries, identity, profile, dialect),
    undecided: [
      ...new Set([
        ...entries.flatMap(({ compiled }) => compiled.entry.undecided ?? []),
        ...(isEnforced ? conflictsOf(subjects[0] ?? 0) : []),
      ]),
    ],
  }
}

/** One entry that denies by default is enough. */
function postureOf(entries: readonly SelectedEntry[]): DefaultDeny {
  const denying = entries.filter(({ compiled }) => compiled.entry.defaultDeny)
  if (denying.some(({ isCertain }) => isCertain)) return 'yes'
  return denying.length > 0 ? 'maybe' : 'no'
}

/**
 * The kubelet probes pods that have a policy. Kubernetes' documentation says the same of any pod, in both directions: traffic with its own
 * node is always allowed.
 */
function allowsLocalhost(
  direction: Direction,
  entries: readonly SelectedEntry[],
  identity: Identity | undefined,
  { allowLocalhost }: Profile,
  dialect: Dialect,
): boolean {
  if (entries.length === 0 || identity?.enforced !== 'endpoint') return false
  if (dialect === 'kubernetes') return true
  return direction === 'ingress' && allowLocalhost !== 'policy'
}
