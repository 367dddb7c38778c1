import { compareText, type Path } from '@skyctl/core'
import type { YamlMap } from './parse-yaml.ts'

/** The file that a merged value came from. */
export type Owner = 'environment' | 'defaults'

/**
 * Lays an environment over the defaults. Maps merge key by key at any depth; a list or a single value replaces what it
 * meets. `null` (also written as a key without a value) takes an inherited key away, and is no value itself: it
 * disappears. Keys come out sorted, so that the order in which people wrote them shows nowhere.
 */
export function mergeDefaults(defaults: YamlMap, environment: YamlMap): YamlMap {
  const keys = [...new Set([...Object.keys(defaults), ...Object.keys(environment)])]
  return Object.fromEntries(
    keys.sort(compareText).flatMap((key) => {
      const value = mergeValue(own(defaults, key), own(environment, key))
      return value === null || value === undefined ? [] : [[key, value]]
    }),
  )
}

function mergeValue(inherited: unknown, given: unknown): unknown {
  if (given === undefined) return isYamlMap(inherited) ? mergeDefaults(inherited, {}) : inherited
  if (!isYamlMap(given)) return given
  return mergeDefaults(isYamlMap(inherited) ? inherited : {}, given)
}

/**
 * The file that answers for what stands at a path of the merged data. The environment answers for what is nowhere,
 * unless only the defaults have the map in which it is missing.
 */
export function ownerOf(path: Path, defaults: YamlMap, environment: YamlMap): Owner {
  let inherited: YamlMap = defaults
  let given: YamlMap = environment
  for (const key of path) {
    const below = own(inherited, String(key))
    const above = own(given, String(key))
    if (above === undefined)
      return below === undefined || below === null ? 'environment' : 'defaults'
    if (!isYamlMap(above) || !isYamlMap(below)) return 'environment'
    inherited = below
    given = above
  }
  return 'environment'
}

/** Paths at which a file says `null`, in maps only: in a list, null is a value. */
export function nullPaths(value: YamlMap, prefix: Path = []): readonly Path[] {
  return Object.entries(value).flatMap(([key, child]) => {
    const path = [...prefix, key]
    if (child === null) return [path]
    return isYamlMap(child) ? nullPaths(child, path) : []
  })
}

export function isYamlMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A key of the map itself: `constructor` in a YAML file must not find Object's. */
function own(map: YamlMap, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined
}
