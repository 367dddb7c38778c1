import { isIPv4, isIPv6 } from 'node:net'
import type { NameRule } from './names.ts'

export interface Network {
  readonly family: 4 | 6
  readonly prefix: number
  /** Its first address, as a number. */
  readonly first: bigint
}

/** An address as netutils.ParseIPSloppy reads it: leading zeros are fine, a zone is not. */
function parseAddress(text: string): { family: 4 | 6; value: bigint } | undefined {
  const plain = /^[0-9.]+$/.test(text)
    ? text
        .split('.')
        .map((part) => part.replace(/^0+(?=[0-9])/, ''))
        .join('.')
    : text
  if (isIPv4(plain)) {
    return {
      family: 4,
      value: plain.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n),
    }
  }
  return isIPv6(text) && !text.includes('%') ? { family: 6, value: valueOfIPv6(text) } : undefined
}

function valueOfIPv6(text: string): bigint {
  const mapped = /^(.*:)([0-9.]+)$/.exec(text)
  const dotted = mapped?.[2]?.includes('.') === true ? mapped[2].split('.').map(Number) : undefined
  const [a = 0, b = 0, c = 0, d = 0] = dotted ?? []
  const plain =
    dotted === undefined
      ? text
      : `${mapped?.[1]}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  const [left = '', right] = plain.split('::')
  const groups = (side: string) => (side === '' ? [] : side.split(':'))
  const before = groups(left)
  const after = right === undefined ? [] : groups(right)
  const between = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...between, ...after].reduce(
    (sum, group) => sum * 65_536n + BigInt(`0x${group}`),
    0n,
  )
}

/** The family of an address; undefined where the text is none. */
export function familyOf(text: string): 4 | 6 | undefined {
  return parseAddress(text)?.family
}

/** A CIDR as netutils.ParseCIDRSloppy reads it: host bits may be set. */
export function parseNetwork(text: string): Network | undefined {
  const match = /^([^/]+)\/([0-9]{1,6})$/.exec(text)
  const address = match?.[1] === undefined ? undefined : parseAddress(match[1])
  const prefix = Number(match?.[2])
  if (address === undefined) return undefined
  const bits = address.family === 4 ? 32 : 128
  if (prefix > bits) return undefined
  const host = BigInt(bits - prefix)
  return { family: address.family, prefix, first: (address.value >> host) << host }
}

/** Whether a network holds all of another. */
export function covers(outer: Network, inner: Network): boolean {
  const host = BigInt((outer.family === 4 ? 32 : 128) - outer.prefix)
  return (
    inner.family === outer.family &&
    inner.prefix >= outer.prefix &&
    (inner.first >> host) << host === outer.first
  )
}

/** The minor of Kubernetes 1 that reads addresses strictly: what can be read in two ways is none. */
const strictSince = 36

/** Source: k8s.io/apimachinery pkg/util/validation/ip.go, IsValidIPForLegacyField. */
export function addressOf(minor: number): NameRule {
  return (text) =>
    parseAddress(text) === undefined
      ? 'is no IP address, such as 10.9.8.7 or 2001:db8::ffff'
      : minor >= strictSince
        ? ambiguity(text)
        : undefined
}

/** Source: the same file, IsValidCIDRForLegacyField. */
export function networkOf(minor: number): NameRule {
  return (text) => {
    const network = parseNetwork(text)
    if (network === undefined) {
      return 'is no network in CIDR notation, such as 10.9.8.0/24 or 2001:db8::/64'
    }
    if (minor < strictSince) return undefined
    const [own = '', prefix = ''] = text.split('/')
    return (
      ambiguity(own) ??
      (prefix.length > 1 && prefix.startsWith('0')
        ? 'has a prefix with leading zeros'
        : parseAddress(own)?.value === network.first
          ? undefined
          : 'has bits set beyond its prefix')
    )
  }
}

function ambiguity(text: string): string | undefined {
  if (/(^|\.)0[0-9]/.test(text)) return 'has leading zeros, which some read as octal'
  const { family, value } = parseAddress(text) ?? { family: 4, value: 0n }
  return family === 6 && value >> 32n === 0xffffn
    ? 'is an IPv4 address written as IPv6, which some read as the one and some as the other'
    : undefined
}

const ownNetworks = [
  '0.0.0.0/32',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/24',
  '::/128',
  '::1/128',
  'fe80::/10',
  'ff02::/16',
].flatMap((text) => parseNetwork(text) ?? [])

/** An address that leads to another host. Source: ValidateEndpointIP. */
export const routable: NameRule = (text) => {
  const bits = familyOf(text) === 6 ? 128 : 32
  const host = parseNetwork(`${text}/${bits}`)
  return host !== undefined && ownNetworks.some((own) => covers(own, host))
    ? 'is an address of the host itself or of its own link'
    : undefined
}
