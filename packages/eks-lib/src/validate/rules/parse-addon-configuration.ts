import { isMap, parseDocument } from 'yaml'
import { items, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** `configurationValues` of an add-on is one string that holds JSON, or YAML of a map. */
export const parseAddonConfiguration: ClusterRule = {
  id: 'parse-addon-configuration',
  check: ({ config }) =>
    items(config, 'addons').flatMap((addon, index) => {
      const values = text(addon, 'configurationValues')
      if (values === undefined || isJson(values) || isYamlMap(values)) return []
      return [
        {
          pointer: pointer('addons', index, 'configurationValues'),
          message: `configurationValues of ${text(addon, 'name') ?? 'this add-on'} is neither JSON nor YAML of a map`,
          hint: 'write a block string (|-) that holds a map',
        },
      ]
    }),
}

function isJson(values: string): boolean {
  try {
    JSON.parse(values)
    return true
  } catch {
    return false
  }
}

function isYamlMap(values: string): boolean {
  const document = parseDocument(values, { version: '1.1', uniqueKeys: true, logLevel: 'silent' })
  return document.errors.length === 0 && (document.contents === null || isMap(document.contents))
}
