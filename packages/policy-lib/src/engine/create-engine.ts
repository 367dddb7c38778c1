import type { Identity } from '../identities/identity.ts'
import { namedNetworks } from '../identities/named-externals.ts'
import type { Dialect } from '../lower/lower-context.ts'
import type { Direction, PolicyEntry } from '../lower/policy-entry.ts'
import type { Profile } from '../profile/profile.ts'
import type { World } from '../world/world.ts'
import { type CompiledEntry, compileEntries } from './compile-entries.ts'
import { groupBoth } from './group-both.ts'
import { createLabelIndex } from './label-index.ts'
import { writtenPort } from './merge-claims.ts'
import { createNameResolution, type NameResolution } from './name-resolution.ts'
import { createClusterPorts } from './named-ports.ts'
import { createPeerClasses, type PeerClass } from './peer-classes.ts'
import { createPeerIndex } from './peer-index.ts'
import { createGroupRows, type GroupRow } from './rows-of-group.ts'
import type { SubjectGroup, SubjectGroups } from './subject-groups.ts'
import { createValues, type Values } from './value.ts'

export interface EngineInput {
  readonly world: World
  readonly identities: readonly Identity[]
  /** How many of them, the first, are of the world; those after them are of questions, and change nothing about the others. */
  readonly lasting: number
  readonly entries: readonly PolicyEntry[]
  readonly profile: Profile
  readonly dialect: Dialect
}

/** Everything of a world looked up once, for any number of questions. */
export interface Engine extends EngineInput {
  readonly values: Values
  readonly names: NameResolution
  readonly compiled: readonly CompiledEntry[]
  readonly groups: Readonly<Record<Direction, SubjectGroups>>
  readonly rowsOf: (group: SubjectGroup) => readonly GroupRow[]
  readonly classesOf: (group: SubjectGroup) => readonly PeerClass[]
}

export function createEngine(input: EngineInput): Engine {
  const { world, identities, lasting, entries, profile, dialect } = input
  const labels = createLabelIndex(identities)
  const peers = createPeerIndex(identities, labels, world, profile, namedNetworks(entries), dialect)
  const values = createValues()
  const compiled = compileEntries(entries, {
    identities,
    labels,
    peers,
    values,
    profile,
    dialect,
    clusterPort: createClusterPorts(identities),
    serverNamePorts: new Set(
      entries
        .flatMap(({ l4 }) => l4.filter(({ serverNames }) => serverNames !== undefined))
        .flatMap(({ ports }) => ports.map(writtenPort)),
    ),
  })
  const groups = groupBoth(compiled, { identities, profile, dialect })
  const names = createNameResolution({
    groups: groups.egress.groups,
    everybody: peers.everybody,
    identities,
    lasting,
    version: profile.ciliumVersion,
  })
  const classes = createPeerClasses(peers.everybody.certain, identities.length, values)
  const rowsOf = remember(createGroupRows({ identities, values, names, dialect }))
  return {
    ...input,
    values,
    names,
    compiled,
    groups,
    rowsOf,
    classesOf: remember((group) => classes.of(group, rowsOf(group))),
  }
}

function remember<T>(make: (group: SubjectGroup) => T): (group: SubjectGroup) => T {
  const made = new Map<SubjectGroup, T>()
  return (group) => {
    const known = made.get(group)
    if (known !== undefined) return known
    const value = make(group)
    made.set(group, value)
    return value
  }
}
