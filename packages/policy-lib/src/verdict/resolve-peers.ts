import { suggestionHint } from '@skyctl/core'
import { addressIdentity, nameIdentities } from '../identities/external.ts'
import type { Identity } from '../identities/identity.ts'
import { namedExternals } from '../identities/named-externals.ts'
import { parseAddress } from '../identities/prefix.ts'
import { type ReservedName, reservedIdentities } from '../identities/reserved.ts'
import { worldIdentities } from '../identities/world-identities.ts'
import type { Workload } from '../world/world.ts'
import type { PreparedWorld } from './prepare.ts'
import { formatPeer, type Peer } from './query.ts'

/** Who a peer of a query is: several identities where the manifests do not say which. */
export interface ResolvedPeer {
  readonly identities: readonly number[]
  /** Why there are several, or why it is another one than it seems. */
  readonly notes: readonly string[]
}

export interface ResolvedPeers {
  /** Those of the world, and after them what queries ask for beside it. */
  readonly identities: readonly Identity[]
  /** How many are of the world. */
  readonly lasting: number
  /** Of the peers that were given, in their order. */
  readonly peers: readonly ResolvedPeer[]
  /** Pods that the world lacks, and names that two workloads share; all of them. */
  readonly faults: readonly string[]
}

/** The identities of a world, and of what queries ask for beside it. */
export function resolvePeers(prepared: PreparedWorld, peers: readonly Peer[]): ResolvedPeers {
  const { world, profile, dialect } = prepared
  const base = worldIdentities(world, prepared.entries, profile, dialect)
  const identities = [...base]
  // An address or a name of a query may be more than the one that policies speak of.
  const indexByKey = new Map(
    base.flatMap(({ key, type }, index) =>
      type === 'endpoint' || type === 'reserved' ? [[key, index]] : [],
    ),
  )
  const indexByWorkload = new Map(
    base.flatMap((identity, index) => identity.workloads.map((workload) => [workload, index])),
  )
  const indexOf = (identity: Identity): number => {
    const known = indexByKey.get(identity.key) ?? identities.push(identity) - 1
    indexByKey.set(identity.key, known)
    return known
  }
  const externals = namedExternals(prepared.entries, world, profile)
  const queried = {
    profile,
    hasNetworks: externals.prefixes.length > 0,
    hasNames: externals.hasNames,
    isQueried: true,
  }
  const faults = new Set<string>()
  const byPath = byPathOf(world.workloads)
  const byAddress = new Map(
    world.workloads.toReversed().flatMap((one) => one.addresses.map((address) => [address, one])),
  )
  const ofEntity = (name: ReservedName, notes: readonly string[]): ResolvedPeer => ({
    identities: reservedIdentities(name, profile).map(indexOf),
    notes,
  })
  const ofWorkload = (workload: Workload): ResolvedPeer => {
    const index = indexByWorkload.get(workload)
    if (index !== undefined) return { identities: [index], notes: [] }
    const who = `${workload.kind} ${workload.namespace}/${workload.name}`
    const notes = [
      `${who} runs in the network of its node: it is 'host' on that node and 'remote-node' on every other`,
    ]
    return {
      identities: [...ofEntity('host', []).identities, ...ofEntity('remote-node', []).identities],
      notes,
    }
  }
  const resolve = (peer: Peer): ResolvedPeer => {
    if ('pod' in peer) {
      const found = findWorkload(peer, byPath.get(peer.pod) ?? [], world.workloads)
      if (typeof found !== 'string') return ofWorkload(found)
      faults.add(found)
      return { identities: [], notes: [] }
    }
    if ('entity' in peer) return ofEntity(peer.entity, entityNotes(peer.entity, prepared))
    if ('fqdn' in peer) {
      const options = { ...queried, isNamed: externals.namesName(peer.fqdn) }
      return { identities: nameIdentities(peer.fqdn, options).map(indexOf), notes: [] }
    }
    const prefix = parseAddress(peer.ip)
    if (prefix === undefined) throw new Error(`a query was read that has no address: ${peer.ip}`)
    const owner = byAddress.get(peer.ip)
    if (owner !== undefined) {
      const resolved = ofWorkload(owner)
      const note = `${peer.ip} is the address of ${owner.kind} ${owner.namespace}/${owner.name}`
      return { ...resolved, notes: [note, ...resolved.notes] }
    }
    const options = { ...queried, isNamed: externals.namesAddress(prefix) }
    return { identities: [indexOf(addressIdentity(prefix, options))], notes: [] }
  }
  // Most peers are asked for more than once: those of equal text are one.
  const byText = new Map<string, ResolvedPeer>()
  const resolved = peers.map((peer) => {
    const text = formatPeer(peer)
    const found = byText.get(text) ?? resolve(peer)
    byText.set(text, found)
    return found
  })
  return {
    identities,
    lasting: base.length,
    peers: resolved,
    faults: [...faults],
  }
}

function byPathOf(workloads: readonly Workload[]): ReadonlyMap<string, readonly Workload[]> {
  const byPath = new Map<string, Workload[]>()
  for (const workload of workloads) {
    const path = `${workload.namespace}/${workload.name}`
    const others = byPath.get(path)
    if (others === undefined) byPath.set(path, [workload])
    else others.push(workload)
  }
  return byPath
}

function entityNotes(entity: ReservedName, { profile }: PreparedWorld): string[] {
  if (entity === 'kube-apiserver' && profile.kubeAPIServer === 'in-cluster') {
    return ['the API server runs on a node: it is one with this node or with another one']
  }
  return entity === 'world' && profile.ipFamilies.length > 1
    ? ['the cluster has IPv4 and IPv6, and Cilium tells their worlds apart']
    : []
}

/**
 * The workload that is meant, or why none is.
 *
 * @param named Those of its namespace and name.
 */
function findWorkload(
  peer: { readonly pod: string; readonly kind?: string },
  named: readonly Workload[],
  workloads: readonly Workload[],
): Workload | string {
  const found = peer.kind === undefined ? named : named.filter(({ kind }) => kind === peer.kind)
  const [first, ...others] = found
  if (first === undefined) {
    const kinds = named.map(({ kind }) => kind)
    if (kinds.length > 0)
      return `${formatPeer(peer)} is not in the world: ${peer.pod} is a ${kinds.join(' and a ')}`
    const all = workloads.map(({ namespace, name }) => `${namespace}/${name}`)
    return `${formatPeer(peer)} is not in the world: ${suggestionHint(peer.pod, new Set(all))}`
  }
  if (others.length === 0) return first
  return `${peer.pod} is a ${found.map(({ kind }) => kind).join(' and a ')}: say which by 'kind'`
}
