import type { Json } from '@skyctl/core'
import { hasAddon, isAutoMode } from './cluster-facts.ts'

/** Whether the config asks for AWS's own CNI by name, or leaves networking to EKS: then its policy on nodes is in order. */
export function nodesRunVpcCni(config: Json): boolean {
  return hasAddon(config, 'vpc-cni') || isAutoMode(config)
}
