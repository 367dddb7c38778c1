import type { ExplainedEntry, ExplainedSide, Explanation } from './explain.ts'

/** The answer, and for each side what decided: the policies in the order in which they are asked. */
export function renderExplanation({ answer, flows }: Explanation): string {
  const head = `${answer.verdict}${answer.verdict === 'may' ? ': the manifests cannot decide' : ''}`
  const lines = flows.flatMap(({ egress, ingress }) => [
    ...renderSide(egress),
    ...renderSide(ingress),
  ])
  const reasons = answer.reasons.map((reason) => `  ${reason}`)
  const requests = (answer.l7 ?? []).map(
    ({ direction, type, rules, from }) =>
      `  ${direction}: ${type} ${JSON.stringify(rules)}, by ${from.join(' and ')}`,
  )
  return [
    head,
    ...(reasons.length > 0 ? ['', 'because', ...reasons] : []),
    ...(requests.length > 0 ? ['', 'of the requests only', ...requests] : []),
    ...lines,
  ].join('\n')
}

function renderSide(side: ExplainedSide): string[] {
  const { direction, subject, peer, verdict, defaultDeny, deniedBy, entries, isDefault } = side
  const arrow = direction === 'egress' ? `${subject} -> ${peer}` : `${subject} <- ${peer}`
  const head = ['', `${direction} of ${arrow}: ${verdict}`]
  if (verdict === 'none') return [...head, '  no policy of Cilium is enforced on this side']
  const posture =
    defaultDeny === 'no'
      ? '  by default allowed: no policy denies this direction'
      : `  by default denied, by ${deniedBy.join(', ') || 'the mode of enforcement'}`
  const spoken = entries.filter(
    ({ matchesPeer, matchesPort }) => matchesPeer !== 'no' && matchesPort,
  )
  const silent = entries.length - spoken.length
  return [
    ...head,
    ...spoken.map((entry) => `  ${renderEntry(entry)}`),
    ...(isDefault ? ['  no rule decides, so the default does'] : []),
    posture,
    ...(silent > 0
      ? [`  ${silent} more ${silent === 1 ? 'rule is' : 'rules are'} about other peers or ports`]
      : []),
  ]
}

const verbs = { allow: 'allows', deny: 'denies', pass: 'passes on' } as const

function renderEntry({
  policy,
  where,
  verdict,
  ports,
  matchesPeer,
  isWinner,
}: ExplainedEntry): string {
  const place =
    where.file === undefined
      ? ''
      : ` (${where.file}${where.line === undefined ? '' : `:${where.line}`})`
  const certainty = matchesPeer === 'may' ? ' perhaps' : ''
  const name = policy === '' ? 'the local node is let in' : `${policy}${place}`
  return `${isWinner ? '*' : ' '} ${verbs[verdict]}${certainty} ${ports}: ${name}`
}
