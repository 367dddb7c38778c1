import type { Label } from '../labels/label.ts'
import type { NamedPort, Workload } from '../world/world.ts'
import type { Prefix } from './prefix.ts'

/**
 * Who may send or receive: all pods of equal labels are one identity, as are all addresses that policies cannot tell apart.
 *
 * Source: pkg/identity.
 */
export interface Identity {
  /** Unique, and the same whatever the order of the manifests. */
  readonly key: string
  readonly type: 'endpoint' | 'reserved' | 'address' | 'name'
  readonly labels: readonly Label[]
  /** Of pods; empty for the others. */
  readonly namespace: string
  readonly workloads: readonly Workload[]
  readonly namedPorts: readonly NamedPort[]
  /** Whether policies are enforced on its side. */
  readonly enforced: 'endpoint' | 'node' | 'none'
  /** False where no manifest declares the namespace: what labels that has is not known. */
  readonly hasKnownNamespace: boolean
  /** Its addresses, as far as they are known and policies look at them; of an address outside, that one. */
  readonly prefixes: readonly Prefix[]
  /** Of a name: whatever addresses it has. */
  readonly name?: string
  /** Whether it has an address that no manifest states, so that a CIDR may or may not hold it. */
  readonly hasUnknownAddress: boolean
  /** Whether it is an address that some name may have. */
  readonly hasUnknownNames: boolean
  /** The class that 1.20 looks up beside the identity itself; undefined where there is none. */
  readonly aggregate: Aggregate | undefined
}

/**
 * A class of identities. Only those that policies give a number of their own are in one.
 *
 * Source: pkg/policy/aggregate.go, aggregateFor.
 */
export interface Aggregate {
  readonly label: 'aggregate-cluster' | 'aggregate-world' | 'aggregate-remote-node'
  /** Whether it is in the class by its labels and its address; `maybe` where that address stands in no manifest. */
  readonly isIn: 'yes' | 'maybe' | 'no'
  /** It is in there, too, once the DNS proxy has learned a name of it that policies speak of. */
  readonly isInOnceLearned: boolean
}

export function hasReserved({ labels }: Pick<Identity, 'labels'>, ...keys: readonly string[]) {
  return labels.some(({ source, key }) => source === 'reserved' && keys.includes(key))
}

/** Source: pkg/labels/labels.go, HasWorldLabel. */
export function isWorld(identity: Pick<Identity, 'labels'>): boolean {
  return hasReserved(identity, 'world', 'world-ipv4', 'world-ipv6')
}

export function isNode(identity: Pick<Identity, 'labels'>): boolean {
  return hasReserved(identity, 'host', 'remote-node')
}
