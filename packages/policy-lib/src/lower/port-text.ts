/** A port as a policy writes it: a number, or the name of a port of a container; undefined where it is neither. */
export type PortText = { readonly number: number } | { readonly name: string }

/**
 * Reads a port: an IANA service name first, else a number as Go's ParseUint reads it with base 0, so `010` is 8, `8_0` is 80 and `0x50`
 * is a name.
 *
 * Source: pkg/policy/api/rule_validation.go, PortProtocol.sanitize; pkg/iana/svcname.go.
 */
export function parsePortText(text: string): PortText | undefined {
  // As nearly every port is written.
  if (/^[1-9][0-9]{0,3}$/.test(text)) return { number: Number(text) }
  if (isServiceName(text)) return { name: text.toLowerCase() }
  const number = parseUint16(text)
  return number === undefined ? undefined : { number }
}

export function isServiceName(text: string): boolean {
  return (
    text.length > 0 && text.length <= 15 && /^([a-zA-Z0-9]-?)*[a-zA-Z](-?[a-zA-Z0-9])*$/.test(text)
  )
}

/** Source: Go's strconv.ParseUint(text, 0, 16), with the underscores that base 0 allows between digits. */
function parseUint16(text: string): number | undefined {
  if (!/^[0-9a-fA-FxXoObB_]+$/.test(text)) return undefined
  const prefixed = /^0([xXoObB])_?(.+)$/.exec(text)
  const octal = /^0_?(.+)$/.exec(text)
  const [digits, base] =
    prefixed !== null
      ? [prefixed[2] ?? '', { x: 16, o: 8, b: 2 }[(prefixed[1] ?? '').toLowerCase()] ?? 10]
      : octal !== null
        ? [octal[1] ?? '', 8]
        : [text, 10]
  if (!/^[0-9a-fA-F]+(_[0-9a-fA-F]+)*$/.test(digits)) return undefined
  let value = 0
  for (const digit of digits.replaceAll('_', '')) {
    const number = Number.parseInt(digit, 16)
    if (Number.isNaN(number) || number >= base) return undefined
    value = value * base + number
    if (value > 0xffff) return undefined
  }
  return value
}
