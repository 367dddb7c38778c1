import { remembering } from './names.ts'
import { find, isSet, nothing, type Place, type ServerFinding } from './place.ts'

/** A quantity in billionths, as Kubernetes keeps it: what is smaller is rounded away from zero. */
export type Quantity = bigint

const form =
  /^([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:(Ki|Mi|Gi|Ti|Pi|Ei)|([numkMGTPE])|[eE]([+-]?[0-9]+))?$/
const binary: Readonly<Record<string, bigint>> = {
  Ki: 1n << 10n,
  Mi: 1n << 20n,
  Gi: 1n << 30n,
  Ti: 1n << 40n,
  Pi: 1n << 50n,
  Ei: 1n << 60n,
}
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
}
/** Beyond it every quantity is as large as quantities get. */
const largestExponent = 40

const one: Quantity = 1_000_000_000n

/** Source: k8s.io/apimachinery pkg/api/resource/quantity.go, ParseQuantity. */
export function parseQuantity(value: unknown): Quantity | undefined {
  // What is null in a map of amounts is decoded as 0, and white space around an amount is taken away.
  if (value === null) return 0n
  return typeof value === 'string' || typeof value === 'number' ? parse(String(value)) : undefined
}

const parse = remembering((text: string): Quantity | undefined => {
  const match = form.exec(text.trim())
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', onlyFraction, power, suffix = '', exponent] = match
  const behind = onlyFraction ?? fraction
  const digits = BigInt(`${whole}${behind}` || '0')
  const raised =
    exponent === undefined
      ? (decimal[suffix] ?? 0)
      : Math.max(-largestExponent, Math.min(largestExponent, Number(exponent)))
  const scale = raised - behind.length + 9
  const base = digits * (power === undefined ? 1n : (binary[power] ?? 1n))
  const size = scale >= 0 ? base * 10n ** BigInt(scale) : roundedUp(base, 10n ** BigInt(-scale))
  return sign === '-' ? -size : size
})

export function isWhole(quantity: Quantity): boolean {
  return quantity % one === 0n
}

export const oneUnit = one

/** Text and numbers that are no quantity; what has another type is said by the schema. */
export function checkQuantity(place: Place, what: string): readonly ServerFinding[] {
  const { value } = place
  if (typeof value !== 'string' && typeof value !== 'number') return nothing
  return parseQuantity(value) === undefined
    ? find(
        place,
        `${what} is '${value}', which is no quantity`,
        "write a number with an optional unit: '250m' or '2' of CPU, '128Mi' or '1Gi' of memory",
      )
    : nothing
}

/** {@link checkQuantity}, and not negative. */
export function checkAmount(place: Place, what: string): readonly ServerFinding[] {
  const quantity = parseQuantity(place.value)
  return quantity !== undefined && quantity < 0n
    ? find(place, `${what} is ${String(place.value)}, and must not be negative`, 'write 0 or more')
    : checkQuantity(place, what)
}

/** {@link checkQuantity}, and more than nothing. */
export function checkPositiveAmount(place: Place, what: string): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  const quantity = parseQuantity(place.value)
  return quantity !== undefined && quantity <= 0n
    ? find(
        place,
        `${what} is ${String(place.value)}, and must be more than 0`,
        'write a positive amount',
      )
    : checkQuantity(place, what)
}

function roundedUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor
}
