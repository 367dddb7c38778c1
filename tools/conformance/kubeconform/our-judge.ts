import { join } from 'node:path'
import { kubernetesVersions } from '@skyctl/generate/validate'
import {
  createJudge,
  type JudgeOptions,
  judgeObject,
  type ObjectFinding,
  objectsIn,
  openSchemaStore,
} from '@skyctl/schema-lib'
import { root } from './tree-objects.ts'

const schemas = join(root, 'schemas')
const cache = join(root, 'node_modules/.cache/skyctl/validators')

export const store = openSchemaStore(schemas)

/** Versions of Kubernetes whose schemas are there. */
export function knownVersions(): readonly string[] {
  return kubernetesVersions(schemas)
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

/** Judges values for one Kubernetes; loads what their kinds need, each once. */
export function createOurJudge(kubernetesVersion: string) {
  const prepare = createJudge({ store, cache, kubernetesVersion, allowUnknownKinds: false })
  let options: JudgeOptions | undefined
  return {
    load: async (values: readonly unknown[]): Promise<void> => {
      options = await prepare(values.flatMap((value) => objectsIn(value)).map(({ value }) => value))
    },
    judge: (value: unknown): OurVerdict => {
      if (options === undefined) throw new Error('nothing was loaded')
      const known = options
      const objects = objectsIn(value)
      // Beside a rule of the API server a whole judgement leaves out what the schema says of the same place.
      const bySchema = objects
        .flatMap((placed) => judgeObject(placed, { ...known, isPartial: true }))
        .filter(({ id }) => schemaRules.has(id))
      const beyondSchema = objects
        .flatMap((placed) => judgeObject(placed, known))
        .filter(({ id }) => !schemaRules.has(id))
      return { bySchema, beyondSchema }
    },
  }
}

export type OurJudge = ReturnType<typeof createOurJudge>
