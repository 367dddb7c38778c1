import { portName } from './names.ts'
import { find, nothing, type Place, type ServerFinding, wholeOf } from './place.ts'
import { checkForm } from './texts.ts'

export interface Bounds {
  readonly min?: number
  readonly max?: number
}

/** A whole number within bounds, both included. */
export function checkBounds(
  place: Place,
  what: string,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds,
): readonly ServerFinding[] {
  const number = wholeOf(place)
  if (number === undefined || (number >= min && number <= max)) return nothing
  const range =
    max === Number.POSITIVE_INFINITY
      ? `must be ${min} or more`
      : min === Number.NEGATIVE_INFINITY
        ? `must be ${max} or less`
        : `must be from ${min} to ${max}`
  return find(place, `${what} is ${number}, and ${range}`, `write a number that is in range`)
}

export function checkNotNegative(place: Place, what: string): readonly ServerFinding[] {
  return checkBounds(place, what, { min: 0 })
}

/** The number of a port. Source: IsValidPortNum. */
export function checkPortNumber(place: Place, what: string): readonly ServerFinding[] {
  return checkBounds(place, what, { min: 1, max: 65_535 })
}

/** A port by its number or its name. Source: ValidatePortNumOrName. */
export function checkPort(place: Place, what: string): readonly ServerFinding[] {
  return place.value === ''
    ? find(place, `${what} is empty`, 'write the number or the name of a port')
    : [...checkPortNumber(place, what), ...checkForm(place, what, portName)]
}

/** Bits of a file's permissions: 0 to 0777. */
export function checkFileMode(place: Place): readonly ServerFinding[] {
  const mode = wholeOf(place)
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return nothing
  return find(
    place,
    `the mode is ${mode}, and must be from 0 to 0777 (octal), which is 511`,
    'write the permissions of files, such as 0440, or 288 in decimal',
  )
}

/** The number of a share, 0 or more, or of a percentage; undefined where it is neither. */
export function shareOf({ value }: Place): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  return typeof value === 'string' && /^[0-9]+%$/.test(value)
    ? Number(value.slice(0, -1))
    : undefined
}

/** `2` or `25%`. Source: ValidatePositiveIntOrPercent, IsNotMoreThan100Percent. */
export function checkShare(
  place: Place,
  what: string,
  { upTo100 = true }: { readonly upTo100?: boolean } = {},
): readonly ServerFinding[] {
  const { value } = place
  if (typeof value === 'string') {
    const percent = shareOf(place)
    if (percent === undefined) {
      return find(
        place,
        `${what} is '${value}', which is neither a whole number nor a percentage`,
        "write 1, or '25%'",
      )
    }
    return upTo100 && percent > 100
      ? find(place, `${what} is ${value}, and must not be more than 100%`, "write '100%' or less")
      : nothing
  }
  return checkBounds(place, what, { min: 0, max: 2 ** 31 - 1 })
}
