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

/** The major and minor number of the Kubernetes version, where it is written out. */
export function kubernetesMinor(config: Json): number | undefined {
  const version = /^v?1\.(\d+)/.exec(text(config, 'metadata', 'version') ?? '')
  return version?.[1] === undefined ? undefined : Number(version[1])
}
