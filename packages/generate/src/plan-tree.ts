import { join } from 'node:path'
import { decide } from './decide.ts'
import { cacheFolder, type GenerateOptions } from './generate.ts'
import { openMemory } from './memory/memory.ts'

/**
 * What `generate` would write, in memory: nothing on disk changes. What earlier runs worked out is recalled.
 *
 * @returns Texts by their path relative to `generated/`.
 * @throws SkyError where the workspace cannot be read, or where a check finds an error.
 */
export async function planTree({
  root,
  schemas,
  version,
}: Pick<GenerateOptions, 'root' | 'schemas' | 'version'>): Promise<ReadonlyMap<string, string>> {
  const memory =
    version === undefined ? {} : { memory: openMemory(join(cacheFolder(root), 'memory'), version) }
  const { rendered } = await decide({ root, schemas, ...memory })
  return new Map(rendered.map(({ path, bytes }) => [path, bytes()]))
}
