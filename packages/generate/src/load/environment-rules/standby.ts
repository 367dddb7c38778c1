import { suggestionHint } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** A standby can take over: from an environment that exists, survives no common loss, and serves the same hosts. */
export function standbyRule(
  environment: Environment,
  others: readonly Environment[],
  names: readonly string[],
): readonly EnvironmentFinding[] {
  const { name, standbyFor } = environment
  if (standbyFor === undefined) return []
  const wrong = (message: string, hint: string): EnvironmentFinding => ({
    id: 'valid-standby',
    path: ['standbyFor'],
    message,
    hint,
  })
  if (standbyFor === name) {
    return [
      wrong(`'${name}' cannot stand in for itself`, 'name the environment that it takes over from'),
    ]
  }
  const primary = others.find((other) => other.name === standbyFor)
  if (primary === undefined) {
    // A file that does not parse has its own problems; the name is right.
    if (names.includes(standbyFor)) return []
    const candidates = names.filter((other) => other !== name)
    return [
      wrong(
        `no environment is called '${standbyFor}': there is nothing to stand in for`,
        suggestionHint(standbyFor, candidates),
      ),
    ]
  }
  const findings: EnvironmentFinding[] = []
  if (primary.standbyFor !== undefined) {
    findings.push(
      wrong(
        `'${standbyFor}' is itself a standby, for '${primary.standbyFor}': after a failover nobody could say who serves`,
        `name the environment that serves customers: ${primary.standbyFor}`,
      ),
    )
  }
  if (primary.region === environment.region) {
    findings.push(
      wrong(
        `'${name}' and '${standbyFor}' are both in ${primary.region}: the loss of the region would take the standby as well`,
        'move the standby to another region',
      ),
    )
  }
  if (primary.account !== environment.account) {
    findings.push(
      wrong(
        `'${name}' and '${standbyFor}' are in different accounts: keys, certificates and the hosted zone of the hosts cannot be shared`,
        `use account '${primary.account}'`,
      ),
    )
  }
  if (primary.domain !== environment.domain) {
    findings.push(
      wrong(
        `'${name}' serves ${environment.domain}, but stands in for ${primary.domain}: after a failover the hosts of '${standbyFor}' would stay unanswered`,
        `use domain ${primary.domain}`,
      ),
    )
  }
  return findings
}
