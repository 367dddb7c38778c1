import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ErrorObject } from 'ajv'
import { type JsonSchema, type SchemaStore, schemaFiles } from '../schemas/schema-store.ts'

/** Says whether a value fits, and leaves what does not beside itself, as Ajv's functions do. */
export interface Validate {
  (value: unknown): boolean
  errors?: ErrorObject[] | null
}

/** Validators by the path of their schema. */
export type Validators = ReadonlyMap<string, Validate>

/** Changes when the code that is written for a schema does; with Ajv's version and the schemas it keys the cache. */
const codeVersion = 'ajv 8.20.0, 3'

/**
 * Validators for schemas, from the cache where their code stands there. Only what is missing loads the compiler: a run
 * that meets no new kind never does.
 *
 * @param cache Folder that may be lost, below a `node_modules`, so that the code finds what it requires; a folder that
 * cannot be written costs time only.
 */
export async function loadValidators(
  store: SchemaStore,
  paths: readonly string[],
  cache: string,
): Promise<Validators> {
  const validators = new Map<string, Validate>()
  for (const path of new Set(paths)) {
    const files = schemaFiles(store, path)
    const file = join(cache, `${keyOf(files)}.cjs`)
    validators.set(path, loadCode(file) ?? (await compile(path, files, file)))
  }
  return validators
}

const hashes = new WeakMap<JsonSchema, string>()

/** Hash of one file of schemas, which many kinds refer to. */
function hashOf(schema: JsonSchema): string {
  const remembered = hashes.get(schema)
  if (remembered !== undefined) return remembered
  const hash = createHash('sha256').update(JSON.stringify(schema)).digest('hex')
  hashes.set(schema, hash)
  return hash
}

function keyOf(files: ReturnType<typeof schemaFiles>): string {
  const hash = createHash('sha256').update(codeVersion)
  for (const [path, schema] of files) hash.update(path).update(hashOf(schema))
  return hash.digest('hex').slice(0, 32)
}

function loadCode(file: string): Validate | undefined {
  if (!existsSync(file)) return undefined
  try {
    return createRequire(file)(file) as Validate
  } catch {
    // Half a file, or one of a machine that died: it is made again.
    rmSync(file, { force: true })
    return undefined
  }
}

async function compile(
  path: string,
  files: ReturnType<typeof schemaFiles>,
  file: string,
): Promise<Validate> {
  const { compileValidator } = await import('./compile-validator.ts')
  const code = compileValidator(path, files)
  try {
    mkdirSync(dirname(file), { recursive: true })
    const temporary = `${file}.${process.pid}`
    writeFileSync(temporary, code)
    renameSync(temporary, file)
    const loaded = loadCode(file)
    if (loaded !== undefined) return loaded
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
  return evaluate(code)
}

/** For a cache that cannot be written: the module's code in this process. */
function evaluate(code: string): Validate {
  const module = { exports: {} as unknown }
  new Function('module', 'exports', 'require', code)(
    module,
    module.exports,
    createRequire(import.meta.url),
  )
  return module.exports as Validate
}
