import type { Answer } from '@skyctl/policy-lib'
import type { Verdict } from '../cilium-judge.ts'

/** A difference that is meant: policy-lib says more than an engine that knows everything could. Each must occur. */
export interface Explanation {
  readonly id: string
  readonly why: string
  /** Where Cilium decides it, in the module of the judge. */
  readonly source: string
  readonly explains: (ours: Answer, theirs: Verdict) => boolean
}

const inNetwork = /which may hold the address of this peer/

export const explanations: readonly Explanation[] = [
  {
    id: 'service-not-in-the-world',
    why: 'toServices names a Service that no manifest has: the engine takes it that there is none, policy-lib that it may stand elsewhere',
    source:
      'pkg/policy/k8s/service.go:462, processRule; pkg/policy/utils/parserules.go:148, mergeEndpointSelectors',
    explains: (ours, theirs) => isCautious(ours, theirs, /toServices|Service/),
  },
  {
    id: 'group-of-the-cloud',
    why: 'the addresses of a group are resolved at run time: the engine has none, policy-lib does not know',
    source: 'pkg/policy/api/groups.go:86, GetAsEndpointSelector',
    explains: (ours, theirs) => isCautious(ours, theirs, /a group of the cloud/),
  },
  {
    id: 'address-of-some-name',
    why: 'which names an address may have, and whether any of them can be asked for: policy-lib does not intersect patterns, the judge tries one name of each',
    source: 'pkg/fqdn/namemanager/manager.go:422, deriveLabelsForName',
    explains: (ours, theirs) => isCautious(ours, theirs, /allows addresses of names/),
  },
  {
    id: 'same-unknown-address',
    why: 'several rules are for networks that may hold an address that no manifest states: policy-lib takes each for itself, the judge tries every address for all of them',
    source: 'pkg/policy/types/selector.go:526, CIDRSelector.Matches',
    explains: (ours, theirs) =>
      isCautious(ours, theirs, inNetwork) &&
      ours.reasons.filter((reason) => inNetwork.test(reason)).length > 1,
  },
  {
    id: 'labels-of-nodes',
    why: 'which nodes a nodeSelector means stands in no manifest: policy-lib takes whether a rule selects a node, and whether that makes the node deny by default, each for itself',
    source: 'pkg/policy/rule.go:462, matchesSubject',
    explains: (ours, theirs) => isCautious(ours, theirs, /selects nodes by their labels/),
  },
  {
    id: 'layer-7-that-may-be-lifted',
    why: 'an allow lifts rules of layer 7 where it is for the peer, and whether it is stands in no manifest: policy-lib lists the rules',
    source: 'pkg/envoy/model.go:414, GetDirectionNetworkPolicy',
    explains: (ours, theirs) =>
      (['egress', 'ingress', 'verdict'] as const).every(
        (member) => ours[member] === theirs[member],
      ) && ours.reasons.some((reason) => /rules of layer 7 may be lifted/.test(reason)),
  },
  {
    id: 'layer-7-of-a-may',
    why: 'of an edge that may be, policy-lib lists every rule of layer 7 that may restrict it',
    source: 'pkg/envoy/model.go:414, GetDirectionNetworkPolicy',
    explains: (ours, theirs) =>
      ours.verdict === 'may' && theirs.verdict === 'may' && ours.l7 !== undefined,
  },
]

/** Whether policy-lib says `may`, for this reason, wherever it says something else. */
function isCautious(ours: Answer, theirs: Verdict, reason: RegExp): boolean {
  const members = ['egress', 'ingress', 'verdict'] as const
  return (
    members.some((member) => ours[member] !== theirs[member]) &&
    members.every((member) => ours[member] === theirs[member] || ours[member] === 'may') &&
    ours.reasons.some((text) => reason.test(text))
  )
}
