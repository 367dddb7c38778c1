import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** Labels that Kubernetes lets a node set on itself, although their domain is reserved. */
const kubeletLabels: readonly string[] = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'kubernetes.io/arch',
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'node.kubernetes.io/instance-type',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
]

const kubeletDomains: readonly string[] = ['kubelet.kubernetes.io', 'node.kubernetes.io']

const reservedDomains: readonly string[] = ['kubernetes.io', 'k8s.io', 'eks.amazonaws.com']

/**
 * No label or taint of a node group takes a domain that is not the company's. Kubernetes refuses a node that labels
 * itself so, which then never joins; EKS refuses such taints without exception.
 */
export function nodeLabelRule({ nodeGroups }: Environment): readonly EnvironmentFinding[] {
  return Object.entries(nodeGroups).flatMap(([group, { labels, taints }]) => [
    ...Object.keys(labels)
      .filter((key) => isReserved(key) && !isKubeletLabel(key))
      .map((key) =>
        finding(
          ['nodeGroups', group, 'labels', key],
          `a node may not give itself the label ${key}`,
        ),
      ),
    ...Object.keys(taints)
      .filter(isReserved)
      .map((key) => finding(['nodeGroups', group, 'taints', key], `EKS refuses the taint ${key}`)),
  ])
}

function finding(path: readonly string[], fault: string): EnvironmentFinding {
  return {
    id: 'ban-reserved-label',
    path,
    at: 'key',
    message: `${fault}: its domain belongs to Kubernetes or EKS, and the node group would not come up`,
    hint: 'use a key without a domain, such as workload, or one in a domain of your own',
  }
}

function isReserved(key: string): boolean {
  return reservedDomains.some((domain) => isBelow(domainOf(key), domain))
}

function isKubeletLabel(key: string): boolean {
  return (
    kubeletLabels.includes(key) || kubeletDomains.some((domain) => isBelow(domainOf(key), domain))
  )
}

function domainOf(key: string): string {
  const slash = key.indexOf('/')
  return slash < 0 ? '' : key.slice(0, slash)
}

function isBelow(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`)
}
