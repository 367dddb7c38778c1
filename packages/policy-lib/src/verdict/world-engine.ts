import { createEngine, type Engine } from '../engine/create-engine.ts'
import { buildIdentities } from '../identities/build-identities.ts'
import { addressIdentity, nameIdentities } from '../identities/external.ts'
import type { Identity } from '../identities/identity.ts'
import { namedExternals } from '../identities/named-externals.ts'
import type { PreparedWorld } from './prepare.ts'

/**
 * The engine over the workloads of a world, the reserved identities, and the networks and names that its policies name: an address
 * outside stands for all addresses that policies cannot tell from it.
 */
export function createWorldEngine(prepared: PreparedWorld): Engine {
  return engineOf(prepared, [])
}

/** The engines of two worlds, each with the networks and names of the other as well, so that everybody outside is in both. */
export function createComparedEngines(
  base: PreparedWorld,
  head: PreparedWorld,
): { readonly base: Engine; readonly head: Engine } {
  return { base: engineOf(base, [head]), head: engineOf(head, [base]) }
}

function engineOf(prepared: PreparedWorld, others: readonly PreparedWorld[]): Engine {
  const { world, entries, profile, dialect } = prepared
  const named = [prepared, ...others].map((one) =>
    namedExternals(one.entries, one.world, one.profile),
  )
  const [own] = named
  const all = named.flatMap(({ prefixes, names }): Identity[] => [
    ...prefixes.flatMap((prefix) =>
      addressIdentity(prefix, {
        profile,
        isNamed: own?.namesAddress(prefix) === true,
        isQueried: false,
      }),
    ),
    ...names.flatMap((name) =>
      nameIdentities(name, { profile, isNamed: own?.namesName(name) === true, isQueried: false }),
    ),
  ])
  // Those of the world itself come first.
  const byKey = new Map<string, Identity>()
  for (const identity of all) if (!byKey.has(identity.key)) byKey.set(identity.key, identity)
  const identities = [...buildIdentities(world, profile, dialect), ...byKey.values()]
  return createEngine({ world, identities, entries, profile, dialect })
}
