import {
  formatIdentity,
  formatPorts,
  membersOf,
  portIntervals,
  type Reachability,
  type Traffic,
} from '@skyctl/policy-lib'

/** Everybody in `from` reaches everybody in `to` on these ports. */
export interface ReachLine {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly allowed: string
  /** What the manifests cannot decide. */
  readonly may: string
  /** Sets of rules of layer 7 that restrict it. */
  readonly l7: readonly string[]
}

/** Every connection that is, or may be, allowed, in a fixed order. */
export function reachLines({ identities, connections }: Reachability): ReachLine[] {
  const names = identities.map(formatIdentity)
  const lines = [...connections].map(({ from, to, traffic }) => ({
    from: [...membersOf(from)].map((index) => names[index] ?? '').sort(),
    to: [...membersOf(to)].map((index) => names[index] ?? '').sort(),
    allowed: formatPorts(traffic.allowed),
    may: formatPorts(traffic.may),
    l7: restrictionsOf(traffic),
  }))
  const keyOf = ({ from, to, allowed, may }: ReachLine) => JSON.stringify([from, to, allowed, may])
  return lines.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function restrictionsOf({ l7 }: Traffic): string[] {
  return l7.map(
    ({ type, ports, rules }) => `${type} on ${formatPorts(ports)}: ${JSON.stringify(rules)}`,
  )
}

export function renderReach(lines: readonly ReachLine[]): string {
  return lines
    .map(({ from, to, allowed, may, l7 }) =>
      [
        `${from.join(', ')} -> ${to.join(', ')}`,
        ...(allowed === '' ? [] : [`  ${allowed}`]),
        ...(may === '' ? [] : [`  perhaps ${may}`]),
        ...l7.map((rule) => `  only ${rule}`),
      ].join('\n'),
    )
    .join('\n')
}

/** As data: runs of ports instead of words. */
export function reachJson({ identities, connections }: Reachability): unknown {
  const names = identities.map(formatIdentity)
  const named = (members: Iterable<number>) =>
    [...members].map((index) => names[index] ?? '').sort()
  return [...connections].map(({ from, to, traffic: { allowed, may, l7 } }) => ({
    from: named(membersOf(from)),
    to: named(membersOf(to)),
    allowed: portIntervals(allowed),
    may: portIntervals(may),
    l7: l7.map(({ ports, ...rules }) => ({ ...rules, ports: portIntervals(ports) })),
  }))
}
