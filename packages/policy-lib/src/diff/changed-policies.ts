import type { Where } from '@skyctl/core'
import type { Rejection } from '../sanitize/judge-policies.ts'
import type { PreparedWorld } from '../verdict/prepare.ts'
import { whereIn } from '../world/source.ts'
import type { PolicyObject } from '../world/world.ts'
import { policyText, specText } from './same-policies.ts'

/** A policy that a judge refuses, and why. */
export interface RefusedPolicy {
  readonly policy: string
  readonly where: Where
  readonly reasons: readonly string[]
}

/** Policies of two worlds that are not the same, by identity text; whatever effect that has. */
export interface PolicyChanges {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** The same name, and another `spec`. */
  readonly changed: readonly string[]
  /** The same `spec` under another name, or of another kind of namespace: `from` is gone and `to` is there. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** The same in another file. */
  readonly moved: readonly string[]
  /** Refused now, and not before: nothing of them is enforced. */
  readonly refused: readonly RefusedPolicy[]
  readonly noLongerRefused: readonly string[]
}

export function changedPolicies(base: PreparedWorld, head: PreparedWorld): PolicyChanges {
  const [before, after] = [byId(base), byId(head)]
  const gone = [...before.values()].filter(({ id }) => !after.has(id))
  const fresh = [...after.values()].filter(({ id }) => !before.has(id))
  const renamed = findRenamed(gone, fresh)
  const [renamedFrom, renamedTo] = [
    new Set(renamed.map(({ from }) => from)),
    new Set(renamed.map(({ to }) => to)),
  ]
  const both = [...after.values()].flatMap((now) => {
    const old = before.get(now.id)
    return old === undefined ? [] : [{ old, now }]
  })
  const [refusedBefore, refusedNow] = [refusals(base), refusals(head)]
  return {
    added: fresh.map(({ id }) => id).filter((id) => !renamedTo.has(id)),
    removed: gone.map(({ id }) => id).filter((id) => !renamedFrom.has(id)),
    changed: both
      .filter(({ old, now }) => old !== now && policyText(old) !== policyText(now))
      .map(({ now }) => now.id),
    renamed,
    moved: both.filter(({ old, now }) => fileOf(old) !== fileOf(now)).map(({ now }) => now.id),
    refused: [...refusedNow.values()]
      .filter(({ policy }) => !refusedBefore.has(policy.id))
      .map(({ policy, findings }) => ({
        policy: policy.id,
        where: whereIn(policy.source, findings[0]?.pointer ?? ''),
        reasons: findings.map(({ message }) => message),
      })),
    noLongerRefused: [...refusedBefore.keys()].filter((id) => !refusedNow.has(id) && after.has(id)),
  }
}

function byId({ world }: PreparedWorld): ReadonlyMap<string, PolicyObject> {
  return new Map(world.policies.map((policy) => [policy.id, policy]))
}

function refusals({ rejections }: PreparedWorld): ReadonlyMap<string, Rejection> {
  return new Map(rejections.map((rejection) => [rejection.policy.id, rejection]))
}

/** Pairs of a policy that is gone and one that is new, of one kind, namespace and content. */
function findRenamed(gone: readonly PolicyObject[], fresh: readonly PolicyObject[]) {
  const keyOf = (policy: PolicyObject) => `${policy.kind} ${policy.namespace} ${specText(policy)}`
  const free = new Map<string, PolicyObject[]>()
  for (const policy of fresh) free.set(keyOf(policy), [...(free.get(keyOf(policy)) ?? []), policy])
  return gone.flatMap((policy) => {
    const to = free.get(keyOf(policy))?.shift()
    return to === undefined ? [] : [{ from: policy.id, to: to.id }]
  })
}

function fileOf({ source }: PolicyObject): string | undefined {
  return source.manifest.file
}
