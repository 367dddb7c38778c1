import { type Severity, suggest } from '@skyctl/core'
import type { Validators } from '../compile/validators.ts'
import type { SchemaStore } from '../schemas/schema-store.ts'
import { schemasAt } from '../schemas/schemas-at.ts'
import { checkServerRules } from './api-server/server-rules.ts'
import { celFindings, type Holds } from './cel/cel-findings.ts'
import { checkCustomResource, isCustomResource } from './custom-resources/custom-resource.ts'
import { withDefaults } from './custom-resources/with-defaults.ts'
import { withoutNulls } from './custom-resources/without-nulls.ts'
import { isRecord } from './is-record.ts'
import { schemaFindings } from './schema-findings.ts'

export interface ObjectFinding {
  readonly id: string
  readonly severity: Severity
  /** JSON pointer inside the document. */
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

export interface JudgeOptions {
  readonly store: SchemaStore
  /** For every schema that {@link schemaPathsOf} names. */
  readonly validators: Validators
  /** Evaluates CEL rules; needed where a schema that {@link schemaPathOf} names has any. */
  readonly holds?: Holds | undefined
  /** Minor whose kinds are served: `1.35`. */
  readonly kubernetesVersion: string
  /** Kinds that no schema states pass with a warning. */
  readonly allowUnknownKinds: boolean
  /**
   * Set for objects that state a part of what there will be, such as the workloads of a chart: their schema holds, and what they
   * lack is not known to be missing.
   */
  readonly isPartial?: boolean
}

/** One object of a document, with where it stands: a `List` holds several. */
export interface PlacedObject {
  readonly value: unknown
  readonly pointer: string
}

/** Opens a list of other objects, as kubectl does: one in another stays closed. */
export function objectsIn(value: unknown, pointer = ''): PlacedObject[] {
  if (isRecord(value) && /^v1$/.test(String(value.apiVersion)) && value.kind === 'List') {
    const { items } = value
    if (Array.isArray(items)) {
      return items.map((item, index) => ({ value: item, pointer: `${pointer}/items/${index}` }))
    }
  }
  return [{ value, pointer }]
}

/** The schema of an object, and undefined where it names no kind or one that no schema states. */
export function schemaPathOf(
  value: unknown,
  store: SchemaStore,
  kubernetesVersion: string,
): string | undefined {
  if (!isRecord(value)) return undefined
  const { apiVersion, kind } = value
  return typeof apiVersion === 'string' && typeof kind === 'string'
    ? store.find(apiVersion, kind, kubernetesVersion)
    : undefined
}

/** What the schema of its kind says about one object. */
export function judgeObject(
  { value, pointer }: PlacedObject,
  { store, validators, holds, kubernetesVersion, allowUnknownKinds, isPartial }: JudgeOptions,
): ObjectFinding[] {
  const at = (id: string, message: string, hint: string, severity: Severity = 'error') => [
    { id, severity, pointer, message, hint },
  ]
  if (!isRecord(value)) {
    return at(
      'no-object',
      'this is no Kubernetes object: a map is expected',
      'remove it, or write an object',
    )
  }
  const missing = ['apiVersion', 'kind'].filter(
    (field) => typeof value[field] !== 'string' || value[field] === '',
  )
  if (missing.length > 0) {
    return at(
      'no-object',
      `this is no Kubernetes object: it lacks ${missing.join(' and ')}`,
      'add what is missing, or keep the file out of what is judged',
    )
  }
  const { metadata } = value
  if (metadata !== undefined && metadata !== null && !isRecord(metadata)) {
    return at(
      'no-object',
      'this is no Kubernetes object: its metadata is no map',
      'write a map with name, namespace and labels',
    )
  }
  const apiVersion = String(value.apiVersion)
  const kind = String(value.kind)
  if (apiVersion === 'v1' && kind === 'List') {
    return Array.isArray(value.items)
      ? at(
          'no-object',
          'this List stands in another List: Kubernetes opens the outer one only',
          'write its objects into the outer List',
        )
      : at(
          'no-object',
          'this List has no items: nothing of it would be applied',
          "write the objects as a list below 'items'",
        )
  }
  const path = store.find(apiVersion, kind, kubernetesVersion)
  const place = (finding: Omit<ObjectFinding, 'severity'>) => ({
    ...finding,
    severity: 'error' as const,
    pointer: `${pointer}${finding.pointer}`,
  })
  // A custom resource loses its nulls, and gets its defaults, before rules look at it.
  const isCustom = path !== undefined && isCustomResource(path)
  const given = isCustom ? withoutNulls(store, path, value) : value
  const whole = isCustom ? withDefaults(store, path, given) : value
  const server =
    isServed(apiVersion) && isPartial !== true
      ? [
          ...checkServerRules(value, kubernetesVersion, store.isClusterScoped(apiVersion, kind)),
          ...(isCustom ? checkCustomResource(store, path, whole) : []),
        ].map((finding) => place({ id: 'server-rule', ...finding }))
      : []
  if (path === undefined) {
    return [
      ...at(
        'unknown-kind',
        `no schema states ${kind} of ${apiVersion} for Kubernetes ${kubernetesVersion}: whether its fields are right cannot be said`,
        kindHint(apiVersion, kind, kubernetesVersion, store),
        allowUnknownKinds ? 'warning' : 'error',
      ),
      ...server,
    ]
  }
  const validate = validators.get(path)
  if (validate === undefined) throw new Error(`no validator was loaded for ${path}`)
  // What is written must fit, as for every validator of JSON Schema, and so must what the API server makes of it.
  const misfit = [value, ...(given === value ? [] : [given])].find((one) => !validate(one))
  // Rules read fields as their schema has them: only an object that fits is held against them.
  if (misfit === undefined) {
    const rules = holds === undefined ? [] : celFindings(store, path, whole, holds)
    return [...rules.map(place), ...server]
  }
  const errors = validate.errors ?? []
  const ofSchema = schemaFindings(errors, misfit, (at) => schemasAt(store, path, at)).map(place)
  // A rule says in words what a pattern says of the same place.
  const isSaid = ({ id, pointer: where }: ObjectFinding) =>
    id === 'invalid-value' && server.some((finding) => finding.pointer === where)
  return [...ofSchema.filter((finding) => !isSaid(finding)), ...server]
}

/** Whether an API server ever sees such objects: eksctl's files only look like them. */
function isServed(apiVersion: string): boolean {
  return !apiVersion.startsWith('eksctl.io/')
}

function kindHint(
  apiVersion: string,
  kind: string,
  kubernetesVersion: string,
  store: SchemaStore,
): string {
  const known = store.kinds(kubernetesVersion)
  const versions = known.filter((one) => one.kind.toLowerCase() === kind.toLowerCase())
  if (versions.length > 0) {
    return `${kind} is served as ${versions.map((one) => one.apiVersion).join(', ')}: correct apiVersion`
  }
  const near = suggest(
    kind,
    known.filter((one) => one.apiVersion === apiVersion).map((one) => one.kind),
  )
  return near === undefined
    ? 'correct apiVersion and kind, or pass --allow-unknown-kinds'
    : `did you mean ${near}?`
}
