import type { Json } from '@skyctl/core'
import { get, items, text } from './plain-data.ts'

export function isIpv6(config: Json): boolean {
  return text(config, 'kubernetesNetworkConfig', 'ipFamily')?.toLowerCase() === 'ipv6'
}

export function isAutoMode(config: Json): boolean {
  return get(config, 'autoModeConfig', 'enabled') === true
}

export function isFullyPrivate(config: Json): boolean {
  return get(config, 'privateCluster', 'enabled') === true
}

export function hasAddon(config: Json, name: string): boolean {
  return items(config, 'addons').some((addon) => text(addon, 'name') === name)
}

/** Any subnet of an existing VPC: eksctl then makes no network of its own. */
export function hasSubnets(config: Json): boolean {
  return (['private', 'public'] as const).some((topology) => {
    const subnets = get(config, 'vpc', 'subnets', topology)
    return typeof subnets === 'object' && Object.keys(subnets ?? {}).length > 0
  })
}

/** Versions that eksctl looks up: its default, or the newest. */
const lookedUp = [undefined, 'auto', 'default', 'latest']

/** The Kubernetes minor that a cluster gets: undefined where the version cannot be read. */
export function kubernetesMinor(config: Json): number | undefined {
  const version = text(config, 'metadata', 'version')
  if (lookedUp.includes(version)) return Number.POSITIVE_INFINITY
  const minor = /^v?1\.(\d+)/.exec(version ?? '')?.[1]
  return minor === undefined ? undefined : Number(minor)
}
