import type { Manifest } from '@skyctl/core'
import { defineComponent } from '@skyctl/model'
import {
  allowDns,
  ciliumClusterwideNetworkPolicy,
  denyByDefault,
  fqdn,
  type LabelSelector,
  namespaceLabel,
  type Some,
} from '@skyctl/policy-lib'
import { z } from 'zod'

export default defineComponent({
  description: 'What holds in every namespace of applications: nothing but what policies allow.',
  team: 'platform',
  namespace: 'kube-system',
  namespaceExists: true,
  dependsOn: ['namespaces', 'cilium'],
  options: z.strictObject({}),
  build: ({ apps, environment, labels }) => {
    const namespaces = [...new Set(apps.map(({ namespace }) => namespace))].sort()
    if (!isSome(namespaces)) return {}
    const pods = podsOfNamespaces(namespaces)
    return {
      objects: [
        ciliumClusterwideNetworkPolicy({
          name: 'default-deny',
          labels,
          spec: {
            description: 'What no policy allows is denied, in both directions.',
            endpointSelector: pods,
            ...denyByDefault,
          },
        }),
        ciliumClusterwideNetworkPolicy({
          name: 'cluster-dns',
          labels,
          spec: {
            description:
              'Names of the cluster and of the VPC; an app asks for others in its own policy.',
            endpointSelector: pods,
            // It adds to what is allowed, and cuts nobody off where it stands alone.
            enableDefaultDeny: { ingress: false, egress: false },
            egress: [allowDns(ownNames(environment.region))],
          },
        }),
      ].map((policy) => policy as unknown as Manifest),
    }
  },
})

/**
 * Pods of these namespaces and of no other: a selector by what a namespace is not would take in what is in none, Cilium's own
 * health checks among it.
 */
function podsOfNamespaces(namespaces: Some<string>): LabelSelector {
  return { matchExpressions: [{ key: namespaceLabel, operator: 'In', values: namespaces }] }
}

/**
 * Names that lead nowhere outside: those of Services, and of the VPC's own domain. Resolvers try both behind every name that has
 * fewer than five dots (`ndots`), so that they occur for outside names as well.
 */
function ownNames(region: string) {
  const vpc = region === 'us-east-1' ? '**.ec2.internal' : `**.${region}.compute.internal`
  return [fqdn('**.cluster.local'), fqdn(vpc)] as const
}

function isSome<Item>(items: readonly Item[]): items is Some<Item> {
  return items.length > 0
}
