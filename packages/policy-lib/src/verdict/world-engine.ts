import { createEngine, type Engine } from '../engine/create-engine.ts'
import { addressIdentity, nameIdentities } from '../identities/external.ts'
import type { Identity } from '../identities/identity.ts'
import { namedExternals } from '../identities/named-externals.ts'
import { worldIdentities } from '../identities/world-identities.ts'
import type { PreparedWorld } from './prepare.ts'

/** The engine over everybody whom the policies of a world can tell apart. */
export function createWorldEngine(prepared: PreparedWorld): Engine {
  return engineOf(prepared, [])
}

/** The engines of two worlds, each with the networks and names of the other as well, so that everybody outside is in both. */
export function createComparedEngines(
  base: PreparedWorld,
  head: PreparedWorld,
): { readonly base: Engine; readonly head: Engine } {
  return {
    base: engineOf(base, externalsOf(head, base)),
    head: engineOf(head, externalsOf(base, head)),
  }
}

function engineOf(prepared: PreparedWorld, others: readonly Identity[]): Engine {
  const { world, entries, profile, dialect } = prepared
  const own = worldIdentities(world, entries, profile, dialect)
  const known = new Set(own.map(({ key }) => key))
  const identities = [...own, ...others.filter(({ key }) => !known.has(key))]
  return createEngine({ world, identities, lasting: own.length, entries, profile, dialect })
}

/** The networks and names that one world speaks of, as they are in another. */
function externalsOf(
  one: PreparedWorld,
  { entries, world, profile }: PreparedWorld,
): readonly Identity[] {
  const { prefixes, names } = namedExternals(one.entries, one.world, one.profile)
  const known = namedExternals(entries, world, profile)
  const options = {
    profile,
    hasNetworks: known.prefixes.length > 0,
    hasNames: known.hasNames,
    isQueried: false,
  }
  return [
    ...prefixes.map((prefix) =>
      addressIdentity(prefix, { ...options, isNamed: known.namesAddress(prefix) }),
    ),
    ...names.flatMap((name) =>
      nameIdentities(name, { ...options, isNamed: known.namesName(name) }),
    ),
  ]
}
