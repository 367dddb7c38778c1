import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type JudgeOptions,
  judgeObject,
  loadRules,
  loadValidators,
  type ObjectFinding,
  objectsIn,
  openSchemaStore,
  schemaPathOf,
  type Validators,
} from '@skyctl/schema-lib'
import { root } from './tree-objects.ts'

const schemas = join(root, 'schemas')
const cache = join(root, 'node_modules/.cache/skyctl/validators')

export const store = openSchemaStore(schemas)

/** Versions of Kubernetes whose schemas are there. */
export function knownVersions(): readonly string[] {
  return readdirSync(schemas)
    .flatMap((name) => /^v(\d+\.\d+)\.0-standalone-strict$/.exec(name)?.[1] ?? [])
    .sort()
}

/** Findings of ours, and whether the schemas are what they come from: nothing else is kubeconform's to judge. */
export interface OurVerdict {
  readonly bySchema: readonly ObjectFinding[]
  readonly beyondSchema: readonly ObjectFinding[]
}

/** Ids of what the schema of a kind says, or that there is none. */
const schemaRules = new Set([
  'no-object',
  'unknown-kind',
  'unknown-field',
  'missing-field',
  'wrong-type',
  'unknown-value',
  'invalid-value',
])

type Validator = Validators extends ReadonlyMap<string, infer V> ? V : never

/** Judges values for one Kubernetes; loads what their kinds need, each once. */
export function createOurJudge(kubernetesVersion: string) {
  const validators = new Map<string, Validator>()
  let holds: JudgeOptions['holds']
  return {
    load: async (values: readonly unknown[]): Promise<void> => {
      const paths = new Set(
        values
          .flatMap((value) => objectsIn(value))
          .flatMap(({ value }) => schemaPathOf(value, store, kubernetesVersion) ?? []),
      )
      const missing = [...paths].filter((path) => !validators.has(path))
      if (missing.length === 0) return
      for (const [path, validate] of await loadValidators(store, missing, cache)) {
        validators.set(path, validate)
      }
      holds ??= await loadRules(store, missing)
    },
    judge: (value: unknown): OurVerdict => {
      const options = { store, validators, holds, kubernetesVersion, allowUnknownKinds: false }
      const objects = objectsIn(value)
      // Beside a rule of the API server a whole judgement leaves out what the schema says of the same place.
      const bySchema = objects
        .flatMap((placed) => judgeObject(placed, { ...options, isPartial: true }))
        .filter(({ id }) => schemaRules.has(id))
      const beyondSchema = objects
        .flatMap((placed) => judgeObject(placed, options))
        .filter(({ id }) => !schemaRules.has(id))
      return { bySchema, beyondSchema }
    },
  }
}

export type OurJudge = ReturnType<typeof createOurJudge>
