import { createHash } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { SourceText } from './collect-files.ts'
import type { ValidateOptions, ValidateResult } from './validate.ts'

/** How many results are kept: a few trees, or a few states of one. */
const kept = 8

/**
 * What a validation depends on, as one hash: every text with its name, the options and the tool, schemas included.
 *
 * @param version Changes with the tool; without one nothing is remembered.
 */
export function keyOfValidation(
  texts: readonly SourceText[],
  options: ValidateOptions,
): string | undefined {
  if (options.version === undefined) return undefined
  const {
    version,
    kubernetesVersion,
    allowUnknownKinds,
    guardrails,
    suppressions,
    today,
    baseline,
    paths,
  } = options
  const hash = createHash('sha256').update(
    JSON.stringify([
      version,
      kubernetesVersion,
      allowUnknownKinds,
      guardrails,
      suppressions,
      today,
      baseline,
      paths,
    ]),
  )
  for (const { file, text } of texts) hash.update(`\0${file}\0${text.length}\0`).update(text)
  return hash.digest('hex').slice(0, 32)
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
  const path = join(cache, `${key}.json`)
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(result))
    renameSync(`${path}.${process.pid}`, path)
    readdirSync(cache)
      .map((name) => ({ name, time: statSync(join(cache, name)).mtimeMs }))
      .sort((a, b) => b.time - a.time)
      .slice(kept)
      .forEach(({ name }) => {
        rmSync(join(cache, name), { force: true })
      })
  } catch {
    // Nothing is lost but the time of the next run.
  }
}
