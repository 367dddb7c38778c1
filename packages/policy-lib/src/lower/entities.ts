import { clusterKey } from '../labels/label.ts'
import type { Requirement } from '../labels/selector.ts'
import { type CiliumVersion, isAtLeast } from '../profile/profile.ts'
import type { PeerSelector } from './policy-entry.ts'

const reserved = (key: string): PeerSelector => ({
  type: 'labels',
  requirements: [{ source: 'reserved', key, operator: 'Exists', values: [] }],
})

const clusterReserved = [
  'host',
  'remote-node',
  'init',
  'ingress',
  'health',
  'unmanaged',
  'kube-apiserver',
].map(reserved)

const selectors: Readonly<Record<string, readonly PeerSelector[]>> = {
  all: [{ type: 'labels', requirements: [] }],
  world: ['world', 'world-ipv4', 'world-ipv6'].map(reserved),
  'world-ipv4': [reserved('world-ipv4')],
  'world-ipv6': [reserved('world-ipv6')],
  host: [reserved('host')],
  init: [reserved('init')],
  ingress: [reserved('ingress')],
  'remote-node': [reserved('remote-node')],
  health: [reserved('health')],
  unmanaged: [reserved('unmanaged')],
  none: [reserved('none')],
  'kube-apiserver': [reserved('kube-apiserver')],
}

/**
 * The selectors that an entity stands for; undefined where that version knows no such entity. `cluster` includes every node, and an API
 * server that stands outside.
 *
 * Source: pkg/policy/api/entity.go, EntitySelectorMapping.
 */
export function entitySelectors(
  entity: string,
  clusterName: string,
  version: CiliumVersion,
): readonly PeerSelector[] | undefined {
  const inCluster = (requirement: Pick<Requirement, 'operator' | 'values'>): PeerSelector => ({
    type: 'labels',
    requirements: [{ source: 'any', key: clusterKey, ...requirement }],
  })
  if (entity === 'cluster') {
    return [...clusterReserved, inCluster({ operator: 'In', values: [clusterName] })]
  }
  if (entity === 'cluster-mesh') {
    return isAtLeast(version, '1.20')
      ? [...clusterReserved, inCluster({ operator: 'Exists', values: [] })]
      : undefined
  }
  return Object.hasOwn(selectors, entity) ? selectors[entity] : undefined
}

/** Names of entities that an agent of this version knows. */
export function knownEntities(version: CiliumVersion): readonly string[] {
  const all = [...Object.keys(selectors), 'cluster', 'cluster-mesh'].sort()
  return all.filter((entity) => entitySelectors(entity, '', version) !== undefined)
}

/** Entities that the agent knows and the API server refuses. Source: the enum of ciliumnetworkpolicies.yaml. */
export const entitiesOfAgentOnly: readonly string[] = ['world-ipv4', 'world-ipv6']
