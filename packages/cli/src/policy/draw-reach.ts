import { formatIdentity, membersOf, type Reachability, type Traffic } from '@skyctl/policy-lib'
import { isWorkload, namespaceOf, sayPorts } from '../policy-diff/words.ts'

/** Connections of more ends than this are drawn through a point in the middle: a line for each end, and not for each pair. */
const pairsDrawn = 4

/**
 * Who reaches whom as a graph in Graphviz's language: workloads in a frame for each namespace, what is outside beside them, the ports on each
 * line. A dashed line may or may not be; a dotted one is restricted by a proxy.
 */
export function reachDot({ identities, connections }: Reachability): string {
  const names = identities.map(formatIdentity)
  const drawn = connections
    .map(({ from, to, traffic }) => ({
      from: namesOf(membersOf(from), names),
      to: namesOf(membersOf(to), names),
      traffic,
    }))
    .filter(({ from, to }) => from.length > 1 || to.length > 1 || from[0] !== to[0])
    .map((one) => ({ ...one, key: JSON.stringify([one.from, one.to, labelOf(one.traffic)]) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const ends = [...new Set(drawn.flatMap(({ from, to }) => [...from, ...to]))].sort()
  const namespaces = [...new Set(ends.filter(isWorkload).map(namespaceOf))].sort()
  return [
    'digraph reach {',
    '  graph [rankdir=LR, fontname="sans-serif", tooltip="who reaches whom"]',
    '  node [shape=box, style="rounded,filled", fillcolor="#eef3fb", fontname="sans-serif", fontsize=11]',
    '  edge [fontname="sans-serif", fontsize=9, color="#44546a"]',
    ...namespaces.flatMap((namespace, index) => [
      `  subgraph cluster_${index} {`,
      `    label=${quoted(namespace)}; style=rounded; color="#9aa8bd"`,
      ...ends
        .filter((end) => isWorkload(end) && namespaceOf(end) === namespace)
        .map((end) => `    ${quoted(end)} [label=${quoted(end.slice(end.indexOf('/') + 1))}]`),
      '  }',
    ]),
    ...ends
      .filter((end) => !isWorkload(end))
      .map((end) => `  ${quoted(end)} [shape=ellipse, fillcolor="#fdf3e1"]`),
    ...drawn.flatMap(({ from, to, traffic }, index) => linesOf(from, to, traffic, index)),
    '}',
    '',
  ].join('\n')
}

function namesOf(members: readonly number[], names: readonly string[]): readonly string[] {
  return [...new Set(members.map((member) => names[member] ?? ''))].sort()
}

function linesOf(
  from: readonly string[],
  to: readonly string[],
  traffic: Traffic,
  index: number,
): string[] {
  const label = quoted(labelOf(traffic))
  const style = traffic.allowed.length === 0 ? 'dashed' : traffic.l7.length > 0 ? 'dotted' : 'solid'
  const line = (a: string, b: string, more: string) => `  ${a} -> ${b} [style=${style}${more}]`
  if (from.length * to.length <= pairsDrawn) {
    return from.flatMap((a) =>
      to.filter((b) => b !== a).map((b) => line(quoted(a), quoted(b), `, label=${label}`)),
    )
  }
  const middle = `"point ${index}"`
  return [
    `  ${middle} [shape=point, width=0.06, label="", tooltip=${label}]`,
    ...from.map((a) => line(quoted(a), middle, ', arrowhead=none')),
    ...to.map((b, at) => line(middle, quoted(b), at === 0 ? `, label=${label}` : '')),
  ]
}

function labelOf({ allowed, may, l7 }: Traffic): string {
  const ports = sayPorts(allowed.length > 0 ? allowed : may)
  return l7.length === 0
    ? ports
    : `${ports}, ${[...new Set(l7.map(({ type }) => type))].join(' and ')} only`
}

/** A text that Graphviz takes as it is. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** The same as a picture, without a script in it. */
export async function reachSvg(found: Reachability): Promise<string> {
  const { instance } = await import('@viz-js/viz')
  const svg = (await instance()).renderString(reachDot(found), { format: 'svg' })
  // A reader that does not see it is told what it is.
  return svg.replace('<svg ', '<svg role="img" aria-label="Who reaches whom" ')
}
