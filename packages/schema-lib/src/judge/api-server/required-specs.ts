import { at, find, isSet, nothing, type Place, type ServerFinding } from './place.ts'

/**
 * Specs that no schema requires, and without which nothing can be made: what they need is missing with them.
 *
 * Source: what each kind's own validation requires inside.
 */
export function requireSpecs(
  ...paths: readonly string[]
): (root: Place) => readonly ServerFinding[] {
  return (root) => {
    for (const path of paths) {
      const place = at(root, ...path.split('.'))
      if (isSet(place)) continue
      return find(place, `${path} is missing, and with it all that it must say`, 'add it')
    }
    return nothing
  }
}
