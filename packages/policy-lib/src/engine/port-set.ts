import { type Protocol, protocols } from '../lower/policy-entry.ts'

/**
 * Ports of all protocols on one line: each protocol has a stretch of 65,536, and the last is for protocols that no policy can name. A
 * set is the sorted starts and ends of disjoint runs: `[start, end, start, end]`, the end not included.
 */
export type PortSet = readonly number[]

const stretch = 0x10000
const end = (protocols.length + 1) * stretch

export const noPorts: PortSet = []

/** Everything, ICMP and other protocols included. */
export const allPorts: PortSet = [0, end]

export function protocolPorts(protocol: Protocol): PortSet {
  const start = protocols.indexOf(protocol) * stretch
  return [start, start + stretch]
}

/** @param last The last port, included. */
export function portRange(protocol: Protocol, first: number, last: number): PortSet {
  const start = protocols.indexOf(protocol) * stretch
  return [start + first, start + last + 1]
}

/** Where one port, or one type of ICMP, stands. */
export function pointOf(protocol: Protocol, port: number): number {
  return protocols.indexOf(protocol) * stretch + port
}

export function hasPoint(set: PortSet, point: number): boolean {
  for (let at = 0; at < set.length; at += 2) {
    if (point < (set[at] ?? 0)) return false
    if (point < (set[at + 1] ?? 0)) return true
  }
  return false
}

export function unionPorts(a: PortSet, b: PortSet): PortSet {
  return combine(a, b, (inA, inB) => inA || inB)
}

export function intersectPorts(a: PortSet, b: PortSet): PortSet {
  return combine(a, b, (inA, inB) => inA && inB)
}

export function subtractPorts(a: PortSet, b: PortSet): PortSet {
  return combine(a, b, (inA, inB) => inA && !inB)
}

/** Walks over the borders of both sets. */
function combine(a: PortSet, b: PortSet, keeps: (inA: boolean, inB: boolean) => boolean): PortSet {
  const result: number[] = []
  let [i, j] = [0, 0]
  let isOpen = false
  while (i < a.length || j < b.length) {
    const border = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY)
    while (a[i] === border) i++
    while (b[j] === border) j++
    // After an odd number of borders one stands inside of a run.
    const isKept = keeps(i % 2 === 1, j % 2 === 1)
    if (isKept !== isOpen) result.push(border)
    isOpen = isKept
  }
  return result
}

export interface PortInterval {
  /** `other`: every protocol that no policy can name. */
  readonly protocol: Protocol | 'other'
  readonly from: number
  /** Included. */
  readonly to: number
}

/** A set as runs within one protocol each. */
export function portIntervals(set: PortSet): readonly PortInterval[] {
  const intervals: PortInterval[] = []
  for (let at = 0; at < set.length; at += 2) {
    let from = set[at] ?? 0
    const to = set[at + 1] ?? 0
    while (from < to) {
      const index = Math.floor(from / stretch)
      const last = Math.min(to, (index + 1) * stretch)
      intervals.push({
        protocol: protocols[index] ?? 'other',
        from: from - index * stretch,
        to: last - 1 - index * stretch,
      })
      from = last
    }
  }
  return intervals
}

/** `TCP 80, TCP 8000-8100, UDP` for messages; `every protocol` for everything. */
export function formatPorts(set: PortSet): string {
  if (set.length === 2 && set[0] === 0 && set[1] === end) return 'every protocol'
  return portIntervals(set)
    .map(({ protocol, from, to }) => {
      if (from === 0 && to === stretch - 1) return protocol
      return from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`
    })
    .join(', ')
}
