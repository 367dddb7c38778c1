import type { JsonObject, Problem } from '@skyctl/core'
import { validateClusterConfig } from '@skyctl/eks-lib'
import type { Environment } from '@skyctl/model'
import type { ClusterPlan } from '../projections/cluster/cluster.ts'

/** eksctl's own rules, and ours, over both of its files: what they refuse is said now, and not while a cluster is made. */
export function checkCluster(
  { bootstrap, config }: Pick<ClusterPlan, 'bootstrap' | 'config'>,
  environment: Environment,
): Problem[] {
  const file = environment.file
  return [
    ...validateClusterConfig(bootstrap as unknown as JsonObject, { phase: 'bootstrap', file }),
    ...validateClusterConfig(config as unknown as JsonObject, { phase: 'full', file }),
  ]
}
