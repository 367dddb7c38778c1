import { formatPrefix } from '../identities/prefix.ts'
import type { World } from './world.ts'

/** A world as text, without where its objects stand: every answer about two worlds of equal text is the same. */
export function worldText(world: World): string {
  const { namespaces, workloads, services, cidrGroups, policies } = world
  return JSON.stringify([
    [...namespaces.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    workloads.map(({ source, ...rest }) => [source.object, rest]),
    services,
    [...cidrGroups.values()].map(({ prefixes, ...rest }) => [rest, prefixes.map(formatPrefix)]),
    policies.map(({ id, value }) => [id, value]),
    world.problems.map(({ id, where, message }) => [id, where.object, message]),
  ])
}
