import { dirname } from 'node:path'
import { compareText, type Json, type JsonObject, type Path, pathOf, pointerOf } from '@skyctl/core'
import { schemaPathOf } from '@skyctl/schema-lib'
import {
  type SchemaPart,
  schemaParts,
  schemaPartsBelow,
} from '../../../packages/schema-lib/src/schemas/schemas-at.ts'
import { isList, isMap, replaceAt } from '../json-place.ts'
import { type OurJudge, store } from './our-judge.ts'

/** A small object that fits its schema and has a value at one place. */
export interface Specimen {
  readonly object: JsonObject
  readonly path: Path
}

/** What is read of a schema. */
interface Fragment {
  readonly type?: string | readonly string[]
  readonly enum?: readonly Json[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, unknown>>
  readonly items?: unknown
  readonly additionalProperties?: unknown
  readonly minimum?: number
  readonly minItems?: number
  readonly minProperties?: number
  readonly oneOf?: readonly Fragment[]
  readonly anyOf?: readonly Fragment[]
}

interface Kind {
  readonly apiVersion: string
  readonly kind: string
  /** Path of its schema. */
  readonly schema: string
}

/**
 * For every kind that the schemas state, one specimen of the whole and one for each part of its schema that no kind of its group had before. A part that
 * recurs says the same at each place.
 *
 * @param seen Parts that other versions of Kubernetes had, to which those of this one are added.
 * @param isWanted Whether a kind gets any.
 */
export async function specimensOf(
  kubernetesVersion: string,
  judge: OurJudge,
  seen: Set<string>,
  isWanted: (apiVersion: string, kind: string) => boolean = () => true,
): Promise<{ readonly specimens: readonly Specimen[]; readonly unreached: readonly string[] }> {
  const specimens: Specimen[] = []
  const unreached: string[] = []
  for (const { apiVersion, kind } of kindsOf(kubernetesVersion)) {
    if (!isWanted(apiVersion, kind)) continue
    const schema = schemaPathOf({ apiVersion, kind }, store, kubernetesVersion)
    if (schema === undefined) throw new Error(`no schema states ${kind} of ${apiVersion}`)
    const one = { apiVersion, kind, schema }
    await judge.load([one])
    for (const path of newPlaces(schema, seen)) {
      const object = repaired(build(one, path), path, judge)
      if (object === undefined) unreached.push(`${apiVersion} ${kind} ${pointerOf(path)}`)
      else specimens.push({ object, path })
    }
  }
  return { specimens, unreached }
}

function kindsOf(kubernetesVersion: string) {
  return [...store.kinds(kubernetesVersion)].sort((one, other) =>
    compareText(`${one.apiVersion} ${one.kind}`, `${other.apiVersion} ${other.kind}`),
  )
}

/** Places of a schema whose part is new, parents first; what stands below a part that is known is not entered. */
function newPlaces(schema: string, seen: Set<string>): readonly Path[] {
  const visit = (parts: readonly SchemaPart[], path: Path): readonly Path[] => {
    const key = parts.map((part) => `${dirname(part.file)} ${JSON.stringify(part.schema)}`).join()
    if (path.length > 0 && seen.has(key)) return []
    seen.add(key)
    const below = childrenOf(parts).flatMap((token) =>
      visit(schemaPartsBelow(store, parts, String(token)), [...path, token]),
    )
    return [path, ...below]
  }
  return visit(schemaParts(store, schema), [])
}

function fragments(parts: readonly SchemaPart[]): readonly Fragment[] {
  return parts.map(({ schema }) => schema as Fragment)
}

/** Keys of the values inside of a place: known fields, any key, an index. */
function childrenOf(parts: readonly SchemaPart[]): readonly (string | number)[] {
  const fields = fragments(parts).flatMap(({ properties }) => Object.keys(properties ?? {}))
  const open = fragments(parts).some(
    ({ additionalProperties }) => typeof additionalProperties === 'object' && fields.length === 0,
  )
  const list = fragments(parts).some(({ items }) => items !== undefined)
  return [...new Set(fields), ...(open ? ['key'] : []), ...(list ? [0] : [])]
}

/** An object with what is required, and with a value at a place. */
function build({ apiVersion, kind, schema }: Kind, wanted: Path): JsonObject {
  const object = valueFor(schemaParts(store, schema), wanted) as JsonObject
  const metadata = isMap(object.metadata) ? object.metadata : {}
  return { ...object, apiVersion, kind, metadata: { name: 'a', ...metadata } }
}

/** The simplest value for a part of a schema. */
function valueFor(parts: readonly SchemaPart[], [next, ...rest]: Path, depth = 0): Json {
  const all = fragments(parts)
  const below = (token: string | number, wanted: Path) =>
    valueFor(schemaPartsBelow(store, parts, String(token)), wanted, depth + 1)
  const type = all.flatMap((part) => part.type ?? []).find((one) => one !== 'null')
  const constant = all.flatMap((part) => part.enum ?? [])[0]
  if (typeof next === 'number') return [below(next, rest)]
  if (type === 'array') {
    return all.some(({ minItems = 0 }) => minItems > 0) ? [below(0, [])] : []
  }
  const isObject = type === 'object' || all.some(({ properties }) => properties !== undefined)
  if (next !== undefined || isObject) {
    const required = requiredBy(all, next)
    const keys = new Set([...(depth < 15 ? required : []), ...(next === undefined ? [] : [next])])
    const [first] = childrenOf(parts)
    const some = all.some(({ minProperties = 0 }) => minProperties > 0)
    if (some && keys.size === 0 && typeof first === 'string') keys.add(first)
    return Object.fromEntries([...keys].map((key) => [key, below(key, key === next ? rest : [])]))
  }
  if (constant !== undefined) return constant
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') {
    return Math.max(1, ...all.flatMap(({ minimum }) => minimum ?? []))
  }
  return 'a'
}

/** Fields that must be there: of alternatives those of the one that asks for a field, or of the first. */
function requiredBy(parts: readonly Fragment[], wanted: string | undefined): readonly string[] {
  const choices = parts.flatMap(({ oneOf, anyOf }) => [oneOf ?? [], anyOf ?? []])
  const alternatives = new Set(choices.flat())
  const chosen = choices.flatMap((branches) => {
    const asking = branches.find(({ required = [] }) => required.includes(wanted ?? ''))
    return (asking ?? branches[0])?.required ?? []
  })
  const always = parts.filter((part) => !alternatives.has(part))
  return [...always.flatMap(({ required = [] }) => required), ...chosen]
}

/** Texts of which one fits most patterns and formats. */
const texts: readonly string[] = [
  '1',
  'aaaaaaaa',
  'A',
  '10.0.0.1',
  '10.0.0.0/8',
  '2026-01-01T00:00:00Z',
  '1h',
  '1Gi',
  'https://a.example/a',
  '/a',
  'a.example',
  'a/b',
  'arn:aws:iam::111122223333:role/a',
  'vpc-0123456789abcdef0',
  'YWFh',
  'fd00::1',
  '5%',
  '0 0 * * *',
  '=1',
  '1.1.1',
  'cpu',
  '1MB',
  '5m',
  'sha256:a',
  '01:23:45:67:89:ab',
  '65000',
  '1GB',
  '*',
  '1:1:1',
  '12:00',
  'monday',
  '2026',
  'a.json',
  'warn',
  '+1.0',
]

/** The object with values that fit: other texts where one breaks a pattern, and gone what is not wanted. */
function repaired(object: JsonObject, wanted: Path, judge: OurJudge): JsonObject | undefined {
  const pointer = pointerOf(wanted)
  let current = object
  for (let round = 0; round < 12; round++) {
    const [finding] = judge.judge(current).bySchema
    if (finding === undefined) return current
    const path = pathIn(current, finding.pointer)
    const fits = ([...texts, 1, 100, {}, []] as readonly Json[])
      .map((text) => replaceAt(current, path, text) as JsonObject)
      .find(
        (other) =>
          path.length > 0 &&
          !pointer.startsWith(`${finding.pointer}/`) &&
          !judge.judge(other).bySchema.some((one) => one.pointer === finding.pointer),
      )
    if (fits === undefined) return undefined
    current = fits
  }
  return undefined
}

function pathIn(value: Json, pointer: string): Path {
  const path: (string | number)[] = []
  let current: Json | undefined = value
  for (const key of pathOf(pointer)) {
    if (isList(current)) {
      path.push(Number(key))
      current = current[Number(key)]
    } else {
      path.push(key)
      current = isMap(current) ? current[key] : undefined
    }
  }
  return path
}
