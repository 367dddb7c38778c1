/** A network, or an address as the network of one. `bits` holds the address, host bits cleared. */
export interface Prefix {
  readonly family: 4 | 6
  readonly bits: bigint
  readonly length: number
}

/** `10.0.0.0/8` or `2001:db8::/32`; host bits are cleared. Source: Go's netip.ParsePrefix, which Cilium reads CIDRs with. */
export function parsePrefix(text: string): Prefix | undefined {
  const slash = text.lastIndexOf('/')
  if (slash < 0) return undefined
  const length = text.slice(slash + 1)
  // Neither a sign nor a leading zero, and no zone.
  if (!/^(0|[1-9]\d{0,2})$/.test(length)) return undefined
  const address = parseAddress(text.slice(0, slash))
  if (address === undefined || Number(length) > address.length) return undefined
  return masked(address, Number(length))
}

/** An address without a length, as the network of one address; undefined where it is none or has a zone. */
export function parseAddress(text: string): Prefix | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

/** What `toCIDR` takes in the agent: a network, or a bare address. */
export function parseCidr(text: string): Prefix | undefined {
  return text.includes('/') ? parsePrefix(text) : parseAddress(text)
}

export function contains(outer: Prefix, inner: Prefix): boolean {
  if (outer.family !== inner.family || outer.length > inner.length) return false
  return masked(inner, outer.length).bits === outer.bits
}

export function formatPrefix({ family, bits, length }: Prefix): string {
  if (family === 4) {
    const octets = [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n)
    return `${octets.join('.')}/${length}`
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  )
  return `${compressed(groups)}/${length}`
}

function masked(prefix: Prefix, length: number): Prefix {
  const shift = BigInt((prefix.family === 4 ? 32 : 128) - length)
  return { family: prefix.family, bits: (prefix.bits >> shift) << shift, length }
}

function parseIpv4(text: string): Prefix | undefined {
  const octets = text.split('.')
  if (octets.length !== 4) return undefined
  let bits = 0n
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined
    bits = (bits << 8n) | BigInt(octet)
  }
  return { family: 4, bits, length: 32 }
}

function parseIpv6(text: string): Prefix | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')]
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail]
  const bits = groups.reduce((all, group) => (all << 16n) | BigInt(group), 0n)
  return { family: 6, bits, length: 128 }
}

/** Groups of one side of `::`; the last may be an IPv4 address. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const ipv4 = parseIpv4(part)
      if (ipv4 === undefined) return undefined
      groups.push(Number(ipv4.bits >> 16n), Number(ipv4.bits & 0xffffn))
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}

/** The longest run of zeros, of two at least, becomes `::`. */
function compressed(groups: readonly string[]): string {
  let [start, length] = [-1, 1]
  for (let at = 0; at < groups.length; at++) {
    let end = at
    while (groups[end] === '0') end++
    if (end - at > length) [start, length] = [at, end - at]
  }
  if (start < 0) return groups.join(':')
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`
}
