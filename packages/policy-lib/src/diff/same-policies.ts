import { canonicalJson } from '../plain-data.ts'
import type { PolicyObject } from '../world/world.ts'

const texts = new WeakMap<PolicyObject, string>()

/** What a policy is, wherever it stands: two of equal text are the same to every judge. Remembered. */
export function policyText(policy: PolicyObject): string {
  const known = texts.get(policy) ?? `${policy.id} ${specText(policy)}`
  texts.set(policy, known)
  return known
}

/** Policies of one world that the other has not, or not so. */
export function policiesOfOne(
  own: readonly PolicyObject[],
  others: readonly PolicyObject[],
): ReadonlySet<PolicyObject> {
  const [mine, theirs] = [new Set(own), new Set(others)]
  const unshared = others.filter((policy) => !mine.has(policy))
  const other = new Set(unshared.map(policyText))
  return new Set(own.filter((policy) => !theirs.has(policy) && !other.has(policyText(policy))))
}

/** What a policy says, whatever its name. */
export function specText({ value }: PolicyObject): string {
  return canonicalJson([value.spec, value.specs])
}
