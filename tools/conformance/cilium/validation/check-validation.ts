import type { Json, JsonObject } from '@skyctl/core'
import {
  type Admission,
  agentFindings,
  buildWorld,
  createProfile,
  knownAdmission,
  type ProfileInput,
} from '@skyctl/policy-lib'
import { sanitizeRules } from '../../../../packages/policy-lib/src/sanitize/rules/index.ts'
import { placesOf, replaceAt } from '../../json-place.ts'
import type { Report } from '../../report.ts'
import { type Judgement, judgeObjects } from '../cilium-judge.ts'
import { createRandom, type Random } from '../differential/random.ts'
import { randomPolicy } from '../differential/random-policies.ts'
import { shrinkBy } from '../differential/shrink.ts'
import { damagePolicy } from './damage-policy.ts'

export interface ValidationOptions {
  readonly seed: number
  readonly policies: number
  readonly admission: Admission
  readonly report: Report
}

export interface ValidationTally {
  readonly accepted: number
  /** By the API server. */
  readonly refused: number
  /** By the agent alone: the object stands in the cluster, and nothing of it is enforced. */
  readonly silentlyRefused: number
  /** How often each rule of the agent was the only reason, by its id: without it, the policy would have been judged differently. */
  readonly byRule: ReadonlyMap<string, number>
  /** Differences that are meant, by what explains them. */
  readonly explained: ReadonlyMap<string, number>
  readonly differences: ReadonlyMap<string, number>
}

/** Configurations that change what the agent takes. */
const profiles: readonly ProfileInput[] = [
  {},
  {},
  { nodeSelectorLabels: true, hostFirewall: true },
  { l7Proxy: false },
  { icmpRules: false },
  { extendedIPProtocols: true },
  { kcnp: true },
  { kcnp: true, l7Proxy: false },
]

/** Kinds of difference that are printed, each with the smallest policy that still has it. */
const shown = 20

/** Damaged policies, judged by the API server's and the agent's own code and by policy-lib: each must say the same. */
export function checkValidation(options: ValidationOptions): ValidationTally {
  const { seed, policies, admission, report } = options
  const random = createRandom(seed)
  const byRule = new Map<string, number>()
  const differences = new Map<string, number>()
  const explained = new Map(explanations.map(({ id }) => [id, 0]))
  let [accepted, refused, silentlyRefused] = [0, 0, 0]
  for (const profile of profiles) {
    const count = Math.ceil(policies / profiles.length)
    const objects = Array.from({ length: count }, (_, at) => damaged(random, at, profile))
    const judged = judgeObjects(objects, profile)
    for (const [at, object] of objects.entries()) {
      const theirs = judged[at]
      if (theirs === undefined) throw new Error(`policy ${at} has no judgement`)
      const ours = judge(object, profile, admission)
      if (!theirs.admission.accepted) refused++
      else if (theirs.agent?.accepted === false) silentlyRefused++
      else accepted++
      const isHeld = isAgentHeld(ours, theirs) && theirs.agent?.accepted === false
      const [reason, ...others] = new Set(isHeld ? ours.agent : [])
      if (reason !== undefined && others.length === 0) {
        byRule.set(reason, (byRule.get(reason) ?? 0) + 1)
      }
      const what = differenceOf(ours, theirs)
      const explanation =
        what === undefined ? undefined : explanations.find((one) => one.explains(ours, theirs))
      if (explanation !== undefined) {
        explained.set(explanation.id, (explained.get(explanation.id) ?? 0) + 1)
      }
      if (what === undefined || explanation !== undefined) {
        report.pass()
        continue
      }
      const isKnown = differences.has(what) || differences.size >= shown
      differences.set(what, (differences.get(what) ?? 0) + 1)
      const small = isKnown ? object : shrinkPolicy(object, what, profile, admission)
      report.fail(
        `policy ${at} of seed ${seed}, profile ${JSON.stringify(profile)}`,
        `${what}${isKnown ? '' : `\n${JSON.stringify(small)}`}`,
      )
    }
  }
  for (const [what, count] of Object.entries({ accepted, refused, silentlyRefused })) {
    report.check(count >= policies / 10, `many damaged policies are ${what}`, `${count}`)
  }
  for (const id of [...sanitizeRules.map((rule) => rule.id), 'valid-cluster-network-policy']) {
    report.check(byRule.has(id), `some policy is refused for ${id} alone`, `none of ${policies}`)
  }
  return { accepted, refused, silentlyRefused, byRule, explained, differences }
}

function damaged(random: Random, index: number, profile: ProfileInput): JsonObject {
  let policy = randomPolicy(random, index, profile) as JsonObject
  while (policy.kind === 'NetworkPolicy')
    policy = randomPolicy(random, index, profile) as JsonObject
  const times = random.pick([0, 1, 1, 1, 2])
  for (let done = 0; done < times; done++) policy = damagePolicy(random, policy)
  return policy
}

interface OurJudgement {
  /** Ids of what each judge refuses it for. */
  readonly admission: readonly string[]
  readonly agent: readonly string[]
  /** Of the judge that has no schemas. */
  readonly known: readonly string[]
}

function judge(object: Json, input: ProfileInput, admission: Admission): OurJudgement {
  const profile = createProfile(input)
  const [policy] = buildWorld([{ value: object }]).policies
  if (policy === undefined) throw new Error(`no policy: ${JSON.stringify(object)}`)
  return {
    admission: admission(policy, profile).map(({ id }) => id),
    agent: agentFindings(object, profile).map(({ id }) => id),
    known: knownAdmission(policy, profile).map(({ id }) => id),
  }
}

interface Explanation {
  readonly id: string
  readonly explains: (ours: OurJudgement, theirs: Judgement) => boolean
}

const explanations: readonly Explanation[] = [
  {
    // The API server takes a list for a text that has a format, and the agent cannot read it: refused is refused. Source: kube-openapi
    // pkg/validation/validate/type.go, typeValidator.Validate, which leaves texts and lists to the format.
    id: 'list-for-a-text-with-a-format',
    explains: (ours, { agent }) =>
      ours.admission.every((id) => id === 'wrong-type') &&
      agent?.errors?.some((error) => error.includes('cannot unmarshal array')) === true,
  },
  {
    // What the API server refuses never reaches the agent, which relies on it: on a type of ICMP, networks that are some, labels with a
    // key, one peer at a place. There the agent breaks, or takes and refuses what nobody can hand it.
    id: 'relied-on-by-the-agent',
    explains: (ours, { admission, agent }) =>
      !admission.accepted &&
      (agent?.accepted === true
        ? ours.agent.every((id) => ['valid-icmps', 'valid-cluster-network-policy'].includes(id))
        : agent?.errors?.some((error) =>
            /^the agent breaks|does not contain label key$/.test(error),
          ) === true),
  },
]

/** Whether the agents' opinions are compared: both can read the policy, also where the API server refuses it for another reason. */
function isAgentHeld(ours: OurJudgement, { admission }: Judgement): boolean {
  return admission.accepted || ours.known.length === 0
}

function differenceOf(ours: OurJudgement, theirs: Judgement): string | undefined {
  const { admission, agent } = theirs
  if (admission.accepted && ours.admission.length > 0) {
    return `the API server takes it, policy-lib's schemas say ${said(ours.admission)}`
  }
  if (admission.accepted && ours.known.length > 0) {
    return `the API server takes it, policy-lib without schemas says ${said(ours.known)}`
  }
  if (!admission.accepted && ours.admission.length === 0) {
    return `the API server refuses it, policy-lib's schemas do not: ${reason(admission.errors)}`
  }
  const isSame = agent === undefined || agent.accepted === (ours.agent.length === 0)
  if (isSame || !isAgentHeld(ours, theirs)) return undefined
  return agent.accepted
    ? `the agent takes it, policy-lib says ${said(ours.agent)}`
    : `the agent refuses it, policy-lib does not: ${reason(agent.errors)}`
}

function said(ids: readonly string[]): string {
  return [...new Set(ids)].sort().join(', ')
}

/** A reason without what differs from policy to policy. */
function reason(errors: readonly string[] | undefined): string {
  return (errors?.[0] ?? '').replace(/"[^"]*"|\d+|\[[^\]]*\]|\{.*\}/g, '_').slice(0, 160)
}

/** The smallest policy that is judged differently in the same way: members and items are left out. */
function shrinkPolicy(
  start: JsonObject,
  what: string,
  profile: ProfileInput,
  admission: Admission,
): JsonObject {
  return shrinkBy(smaller, start, what, (candidates) => {
    const judged = judgeObjects(candidates, profile)
    return candidates.map((candidate, at) => {
      const theirs = judged[at]
      return theirs && differenceOf(judge(candidate, profile, admission), theirs)
    })
  })
}

function smaller(policy: JsonObject): JsonObject[] {
  return placesOf(policy)
    .filter(({ path }) => path.length > 1 && path[0] !== 'metadata')
    .map(({ path }) => replaceAt(policy, path, undefined) as JsonObject)
}
