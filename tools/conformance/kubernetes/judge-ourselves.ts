import { join } from 'node:path'
import type { JsonObject } from '@skyctl/core'
import {
  judgeObject,
  loadValidators,
  type ObjectFinding,
  openSchemaStore,
} from '@skyctl/schema-lib'
import { swaps } from './damages.ts'

const root = join(import.meta.dirname, '../../..')

/** The minor of Kubernetes that the judge in Go is built from. */
const kubernetesVersion = '1.35'

export type Judge = (object: JsonObject) => readonly ObjectFinding[]

/** Our own judge, with the schemas of every kind that these objects have, or can have when they are damaged. */
export async function openJudge(objects: readonly JsonObject[]): Promise<Judge> {
  const store = openSchemaStore(join(root, 'schemas'))
  const namesOf = (field: 'apiVersion' | 'kind') =>
    new Set([...objects.map((object) => String(object[field])), ...(swaps[field] ?? [])])
  const kinds = [...namesOf('kind')]
  const paths = [...namesOf('apiVersion')].flatMap((apiVersion) =>
    kinds.flatMap((kind) => store.find(apiVersion, kind, kubernetesVersion) ?? []),
  )
  const validators = await loadValidators(
    store,
    paths,
    join(root, 'node_modules/.cache/skyctl/validators'),
  )
  return (value) =>
    judgeObject(
      { value, pointer: '' },
      { store, validators, kubernetesVersion, allowUnknownKinds: false },
    )
}

/** Findings as lines of a report. */
export function describe(findings: readonly ObjectFinding[]): string {
  return findings.map(({ id, pointer, message }) => `${id} at ${pointer}: ${message}`).join('\n')
}
