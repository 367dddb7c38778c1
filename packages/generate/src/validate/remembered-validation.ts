import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { contentHash, openTreeIndex, type TreeIndex, writeCache } from '@skyctl/tree-lib'
import { dropOldest } from '../drop-oldest.ts'
import type { ValidateOptions, ValidateResult } from './validate.ts'

/** How many results, and how many indexes, are kept: a few trees, or a few states of one. */
const kept = 8

/** A file that a validation read, and the hash of what it holds. */
export type HashedFile = readonly [file: string, hash: string]

/**
 * What a validation depends on, as one hash: every file with its name, the options and the tool, schemas included.
 *
 * @param names What counts by its name alone.
 */
export function keyOfValidation(
  files: readonly HashedFile[],
  names: readonly string[],
  options: ValidateOptions,
): string {
  const { version, kubernetesVersion, allowUnknownKinds, guardrails, suppressions } = options
  const { today, baseline, paths } = options
  const settings = [
    ...[version, kubernetesVersion, allowUnknownKinds, guardrails, suppressions],
    ...[today, baseline, paths],
  ]
  return createHash('sha256')
    .update(JSON.stringify([settings, files, names]))
    .digest('hex')
    .slice(0, 32)
}

/** The index of the files below the named paths, so that an unchanged file costs a stat. */
export function openValidationIndex(
  cache: string,
  { folder, paths }: ValidateOptions,
): TreeIndex | undefined {
  const name = contentHash(JSON.stringify([folder, paths]))
    .replace(/\W/g, '')
    .slice(0, 32)
  return openTreeIndex(join(cache, `${name}.index`))
}

export function recallValidation(cache: string, key: string): ValidateResult | undefined {
  try {
    return JSON.parse(readFileSync(join(cache, `${key}.json`), 'utf8')) as ValidateResult
  } catch {
    return undefined
  }
}

/** A cache that cannot be written costs time only. */
export function rememberValidation(cache: string, key: string, result: ValidateResult): void {
  writeCache(join(cache, `${key}.json`), JSON.stringify(result))
  try {
    const files = readdirSync(cache).map((name) => join(cache, name))
    const ending = (end: string) => files.filter((path) => path.endsWith(end))
    dropOldest(ending('.json'), kept)
    for (const index of dropOldest(ending('.index'), kept))
      rmSync(`${index}.clock`, { force: true })
  } catch {
    // What is too old stays until the folder can be written.
  }
}
