import { join } from 'node:path'
import type { JsonObject } from '@skyctl/core'
import {
  createJudge,
  type JudgeOptions,
  judgeObject,
  type ObjectFinding,
  openSchemaStore,
} from '@skyctl/schema-lib'
import { swaps } from './damages.ts'

const root = join(import.meta.dirname, '../../..')

/** The minor of Kubernetes that the judge in Go is built from. */
export const kubernetesVersion = '1.35'

export type Judge = (object: JsonObject) => readonly ObjectFinding[]

type Holds = NonNullable<JudgeOptions['holds']>

/** The schemas that are committed. */
export const store = openSchemaStore(join(root, 'schemas'))

/**
 * Our own judge, with the schemas of every kind that these objects have, or can have when they are damaged.
 *
 * @param observe Hears of each rule in CEL that is evaluated whether it holds.
 */
export async function openJudge(
  objects: readonly JsonObject[],
  observe?: (...answer: [...Parameters<Holds>, ReturnType<Holds>]) => void,
): Promise<Judge> {
  const namesOf = (field: 'apiVersion' | 'kind') =>
    new Set([...objects.map((object) => String(object[field])), ...(swaps[field] ?? [])])
  const kinds = [...namesOf('kind')]
  const prepare = createJudge({
    store,
    cache: join(root, 'node_modules/.cache/skyctl/validators'),
    kubernetesVersion,
    allowUnknownKinds: false,
  })
  const prepared = await prepare(
    [...namesOf('apiVersion')].flatMap((apiVersion) => kinds.map((kind) => ({ apiVersion, kind }))),
  )
  const rules = prepared.holds
  const holds: Holds | undefined =
    rules &&
    ((rule, self) => {
      const answer = rules(rule, self)
      observe?.(rule, self, answer)
      return answer
    })
  return (value) => judgeObject({ value, pointer: '' }, { ...prepared, holds })
}

/** Findings as lines of a report. */
export function describe(findings: readonly ObjectFinding[]): string {
  return findings.map(({ id, pointer, message }) => `${id} at ${pointer}: ${message}`).join('\n')
}
