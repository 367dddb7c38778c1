import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** Cilium's limit on its cluster name, which is the tighter one: EKS allows 100 characters. */
const maxLength = 32

/**
 * The cluster's name, given or made of company and environment, is one that eksctl and Cilium accept, and no other
 * cluster of the account has it. Not even in another region: role names begin with it, and IAM is global.
 */
export function clusterNameRule(
  environment: Environment,
  others: readonly Environment[],
): readonly EnvironmentFinding[] {
  const { account, cluster } = environment
  const path = ['cluster', 'name']
  const findings: EnvironmentFinding[] = []
  if (cluster.name.length > maxLength) {
    findings.push({
      id: 'valid-cluster-name',
      path,
      message: `the cluster's name '${cluster.name}' has ${cluster.name.length} characters, and Cilium allows ${maxLength}`,
      hint: 'set a shorter cluster.name, or shorten the company or the file name that it is made of',
    })
  }
  if (!/^[a-zA-Z]/.test(cluster.name)) {
    findings.push({
      id: 'valid-cluster-name',
      path,
      message: `the cluster's name '${cluster.name}' does not begin with a letter, and eksctl refuses it`,
      hint: 'set a cluster.name that begins with a letter',
    })
  }
  const twin = others.find(
    (other) => other.account === account && other.cluster.name === cluster.name,
  )
  if (twin !== undefined) {
    findings.push({
      id: 'unique-cluster-name',
      path,
      message: `cluster '${cluster.name}' exists in environment '${twin.name}' of account ${account} as well: their IAM roles would have the same names`,
      hint: 'remove cluster.name, or choose one that no environment of the account has',
    })
  }
  return findings
}
