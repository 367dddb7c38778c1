import type { Json } from '@skyctl/core'
import type { ProfileInput, Query } from '@skyctl/policy-lib'
import { type Flow, query } from '../../../../packages/policy-lib/src/testing/worlds.ts'
import type { Verdict } from '../cilium-judge.ts'

/**
 * What the reference of the semantics says about one world, written by hand from its text and not from what an engine answered.
 */
export interface Case {
  /** Number of the rule, or `corner`. */
  readonly rule: number | 'corner'
  readonly title: string
  readonly world: readonly Json[]
  readonly profile?: ProfileInput
  /** `a/web > a/db tcp/80`, then `http METHOD PATH HOST` or `dns NAME`; and the verdict, with the proxies that restrict it. */
  readonly expect: Readonly<Record<string, string>>
  /** Who refuses a policy: `agent a/p`. */
  readonly rejected?: readonly string[]
}

/** `a/web > a/db tcp/80 http GET /admin` */
export function readFlow(text: string): Query {
  const [from, , to, port, kind, ...rest] = text.split(' ')
  const members: { http?: Record<string, string>; dns?: string } = {}
  if (kind === 'http') {
    const names = ['method', 'path', 'host']
    members.http = Object.fromEntries(rest.map((value, index) => [names[index] ?? '', value]))
  }
  if (kind === 'dns') members.dns = rest[0] ?? ''
  return query(`${from} > ${to}${port === undefined ? '' : ` ${port}`}` as Flow, members)
}

/** `allowed`, or `allowed egress:http` where a proxy does not let everything through. */
export function formatVerdict({ verdict, l7 }: Verdict): string {
  const proxies = (l7 ?? []).map(({ direction, type }) => `${direction}:${type}`)
  return [verdict, ...proxies.sort()].join(' ')
}

/** All verdicts of a list of flows. */
export function all(flows: readonly string[], verdict: string): Record<string, string> {
  return Object.fromEntries(flows.map((flow) => [flow, verdict]))
}
