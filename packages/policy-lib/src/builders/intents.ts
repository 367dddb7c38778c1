import type { Some } from './combine.ts'
import type { HttpRule, Port } from './ports.ts'
import type { EgressDenyRule, EgressRule, IngressDenyRule, IngressRule } from './rules.ts'
import { type CidrRule, type FqdnSelector, type LabelSelector, podsIn } from './selectors.ts'

/** What people mean by a rule, one call each. Every call gives one rule, to stand in the list of its direction. */

/** Pods may come in on these ports. */
export function allowFromPods(pods: Some<LabelSelector>, ports: Some<Port>): IngressRule {
  return { fromEndpoints: pods, toPorts: [{ ports }] }
}

/** Pods may come in with these requests only, as long as no other rule lets them in without. */
export function allowHttpFromPods(
  pods: Some<LabelSelector>,
  ports: Some<Port<'TCP'>>,
  http: Some<HttpRule>,
): IngressRule {
  return { fromEndpoints: pods, toPorts: [{ ports, rules: { http } }] }
}

/** Addresses outside the cluster may come in: those of a load balancer that sends to pods, such as an ALB of target type ip. */
export function allowFromCidrs(blocks: Some<CidrRule>, ports: Some<Port>): IngressRule {
  return { fromCIDRSet: blocks, toPorts: [{ ports }] }
}

/** The same as long as every request is one of these: `{}` is any, so that the proxy shows it to Hubble and refuses none. */
export function allowHttpFromCidrs(
  blocks: Some<CidrRule>,
  ports: Some<Port<'TCP'>>,
  http: Some<HttpRule>,
): IngressRule {
  return { fromCIDRSet: blocks, toPorts: [{ ports, rules: { http } }] }
}

/** Pods may be reached on these ports: those of the pods themselves, behind any Service. */
export function allowToPods(pods: Some<LabelSelector>, ports: Some<Port>): EgressRule {
  return { toEndpoints: pods, toPorts: [{ ports }] }
}

/** A CiliumCIDRGroup may be reached. */
export function allowToCidrGroup(name: string, ports: Some<Port>): EgressRule {
  return { toCIDRSet: [{ cidrGroupRef: name }], toPorts: [{ ports }] }
}

/** The API server, wherever it runs. */
export function allowToKubeApiServer(): EgressRule {
  return { toEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: 443, protocol: 'TCP' }] }] }
}

/** The pods that answer DNS: CoreDNS, and NodeLocal DNSCache where it is one. */
export const clusterDns: LabelSelector = podsIn('kube-system', { 'k8s:k8s-app': 'kube-dns' })

/** These names may be asked for, through Cilium's proxy, which learns the addresses that `toFQDNs` goes by. */
export function allowDns(names: Some<FqdnSelector>): EgressRule {
  return {
    toEndpoints: [clusterDns],
    toPorts: [
      {
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
        rules: { dns: names },
      },
    ],
  }
}

/** Hosts by name, with the DNS rule without which their addresses are never learned: two rules. */
export function allowToFqdns(
  names: Some<FqdnSelector>,
  ports: Some<Port>,
): readonly [EgressRule, EgressRule] {
  return [allowDns(names), { toFQDNs: names, toPorts: [{ ports }] }]
}

/** A name as it is, or as a pattern where it holds `*`. */
export function fqdn(name: string): FqdnSelector {
  return name.includes('*') ? { matchPattern: name } : { matchName: name }
}

/** Nobody of these comes in, whatever else allows it. */
export function denyFromPods(pods: Some<LabelSelector>, ports?: Some<Port>): IngressDenyRule {
  return { fromEndpoints: pods, ...(ports !== undefined && { toPorts: [{ ports }] }) }
}

/** None of these is reached, whatever else allows it. */
export function denyToCidrs(blocks: Some<CidrRule>, ports?: Some<Port>): EgressDenyRule {
  return { toCIDRSet: blocks, ...(ports !== undefined && { toPorts: [{ ports }] }) }
}

/** Lets nothing in but what other rules allow. Unlike in a Kubernetes NetworkPolicy, `{}` allows nobody. */
export const denyByDefault = {
  ingress: [{}],
  egress: [{}],
} as const satisfies { readonly ingress: Some<IngressRule>; readonly egress: Some<EgressRule> }
