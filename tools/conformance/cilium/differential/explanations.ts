import type { Answer } from '@skyctl/policy-lib'
import type { Verdict } from '../cilium-judge.ts'

/** A difference that is meant: policy-lib says more than an engine that knows everything could. Each must occur. */
export interface Explanation {
  readonly id: string
  readonly why: string
  readonly explains: (ours: Answer, theirs: Verdict) => boolean
}

const inNetwork = /is for a network that may hold the address/

export const explanations: readonly Explanation[] = [
  {
    id: 'service-not-in-the-world',
    why: 'toServices names a Service that no manifest has: the engine takes it that there is none, policy-lib that it may stand elsewhere',
    explains: (ours, theirs) => isCautious(ours, theirs, /toServices|Service/),
  },
  {
    id: 'group-of-the-cloud',
    why: 'the addresses of a group are resolved at run time: the engine has none, policy-lib does not know',
    explains: (ours, theirs) => isCautious(ours, theirs, /a group of the cloud/),
  },
  {
    id: 'address-of-some-name',
    why: 'which names an address may have, and whether any of them can be asked for: policy-lib does not intersect patterns, the judge tries one name of each',
    explains: (ours, theirs) => isCautious(ours, theirs, /allows addresses of names/),
  },
  {
    id: 'same-unknown-address',
    why: 'several rules are for networks that may hold an address that no manifest states: policy-lib takes each for itself, the judge tries every address for all of them',
    explains: (ours, theirs) =>
      isCautious(ours, theirs, inNetwork) &&
      ours.reasons.filter((reason) => inNetwork.test(reason)).length > 1,
  },
  {
    id: 'order-of-server-names',
    why: 'server names beside rules for HTTP are an error in one order, and Cilium reads rules in any order',
    explains: (ours, theirs) => isCautious(ours, theirs, /server names and rules of layer 7/),
  },
  {
    id: 'layer-7-of-a-may',
    why: 'of an edge that may be, policy-lib lists every rule of layer 7 that may restrict it',
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
