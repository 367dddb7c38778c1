import { isIPv4, isIPv6 } from 'node:net'

export interface Cidr {
  readonly family: 4 | 6
  readonly prefix: number
}

/** A CIDR as Go's net.ParseCIDR reads it: host bits may be set, a zone may not. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([^/%]+)\/(\d{1,6})$/.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  const family = isIPv4(match[1]) ? 4 : isIPv6(match[1]) ? 6 : undefined
  const prefix = Number(match[2])
  if (family === undefined || prefix > (family === 4 ? 32 : 128)) return undefined
  return { family, prefix }
}
