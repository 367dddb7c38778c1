import { find, nothing, type Place, type ServerFinding, shown } from '../api-server/place.ts'

/** What 64 bits hold; JSON's numbers are not exact there, and neither is this. */
const limit = 2 ** 63

/** Whether a value holds a number that is no whole number to the API server. */
export function holdsHugeNumber(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) > limit
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsHugeNumber)
}

/**
 * A whole number beyond 64 bits is decoded as a float, which is none.
 *
 * Source: sigs.k8s.io/json, and k8s.io/kube-openapi pkg/validation/validate/type.go, typeValidator.Validate.
 */
export function checkWholeNumber(types: unknown, place: Place): readonly ServerFinding[] {
  const { value } = place
  const all = [types].flat()
  return typeof value === 'number' &&
    Math.abs(value) > limit &&
    all.includes('integer') &&
    !all.includes('number')
    ? find(place, `${shown(value)} is no whole number of 64 bits`, 'write a smaller number')
    : nothing
}
