import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@skyctl/core'
import { parseAllDocuments } from 'yaml'
import type { NamedObject } from '../check-objects.ts'

const folder = join(import.meta.dirname, 'samples')

/** One rich object or more of each kind that matters, by component: what the tree does not hold. */
export function readSamples(): readonly NamedObject[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) =>
      parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((document) => {
        if (document.errors.length > 0) throw new Error(`${name}: ${document.errors[0]?.message}`)
        const object = document.toJS() as JsonObject
        const { name: called, generateName } = object.metadata as JsonObject
        return {
          path: `${name} ${String(object.kind)} ${String(called ?? generateName)}`,
          object,
        }
      }),
    )
}
