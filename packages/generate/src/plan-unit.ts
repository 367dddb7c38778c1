import { createHash } from 'node:crypto'
import { type Manifest, type ObjectId, objectId, type PlannedFile } from '@skyctl/core'
import { type Environment, factsIn, type Unit } from '@skyctl/model'
import { findUnwritable, inReadingOrder } from '@skyctl/tree-lib'
import { NotEvaluated, notEvaluated } from './load/recall-apps.ts'
import type { Memory, Remembered } from './memory/memory.ts'
import { projectApplication } from './projections/argocd/applications.ts'
import { projectPolicy } from './projections/network/app-policy.ts'
import type { Connections } from './projections/network/connections.ts'
import { projectWorkloads } from './projections/workloads/workloads.ts'
import { projectWorld } from './projections/world/world.ts'

/** One object that a unit becomes, in reading order. */
export interface UnitFile extends PlannedFile {
  readonly body: PlannedFile['body'] & { readonly kind: 'manifest'; readonly id: ObjectId }
  /** Facts that it waits for. */
  readonly missing: readonly string[]
}

/** What follows from one unit and its environment, and from nothing else. */
export interface UnitPlan {
  /** Says all that the plan was made from; undefined where that cannot be said, and it is made again in every run. */
  readonly key: string | undefined
  /** Whether an earlier run made it: then all that a file alone can be judged by has been judged, and nothing was found. */
  readonly isRecalled: boolean
  /** What the tree and the World hold of the unit. */
  readonly objects: readonly UnitFile[]
  /** Its Argo CD Application, where it has one. */
  readonly applications: readonly UnitFile[]
}

export interface UnitInputs {
  readonly environment: Environment
  /** Sync wave, from the layers of `dependsOn`. */
  readonly wave: number
  /** Digest of the unit's module, which may hold functions; undefined where it is not known. */
  readonly source: string | undefined
  /** Whether any unit waits for a fact. */
  readonly isOpen: boolean
  /** With which other units it talks. */
  readonly connections: Connections
}

/**
 * Plans units, each by itself, or recalls what an earlier run planned from the very same.
 *
 * @throws NotEvaluated naming every app whose module has to be evaluated for that.
 */
export function planUnits(
  units: readonly Unit[],
  inputsOf: (unit: Unit) => UnitInputs,
  memory: Memory | undefined,
): UnitPlan[] {
  const recalled = units.map((unit) => recallUnit(unit, inputsOf(unit), memory))
  const unknown = units.filter(
    ({ app }, index) =>
      recalled[index]?.isRecalled === false && app?.spec.constructs === notEvaluated,
  )
  if (unknown.length > 0) throw new NotEvaluated(unknown.map(({ name }) => name))
  return units.map((unit, index) => {
    const known = recalled[index]
    return known?.isRecalled
      ? known
      : { key: known?.key, isRecalled: false, ...project(unit, inputsOf(unit)) }
  })
}

function recallUnit(
  unit: Unit,
  inputs: UnitInputs,
  memory: Memory | undefined,
): UnitPlan | { readonly key: string | undefined; readonly isRecalled: false } {
  const isPlain = unit.kind === 'app' || findUnwritable(unit) === undefined
  const key = memory && isPlain ? keyOf(unit, inputs) : undefined
  const recalled = key === undefined ? undefined : memory?.recall(key)
  return recalled === undefined
    ? { key, isRecalled: false }
    : { key, isRecalled: true, ...recallFiles(unit, recalled) }
}

/** Units of a kind read all of their environment but what it says of other apps. */
function ownEnvironment(unit: Unit, environment: Environment): Environment {
  const own = environment.apps[unit.name]
  return { ...environment, apps: own === undefined ? {} : { [unit.name]: own } }
}

const environments = new WeakMap<Environment, string>()

/** Text of an environment without its apps, once a run. */
function textOf(environment: Environment): string {
  const known = environments.get(environment)
  if (known !== undefined) return known
  const text = JSON.stringify({ ...environment, apps: {} })
  environments.set(environment, text)
  return text
}

function keyOf(
  unit: Unit,
  { environment, wave, source, connections }: UnitInputs,
): string | undefined {
  if (unit.kind === 'app' && source === undefined) return undefined
  return createHash('sha256')
    .update(textOf(environment))
    .update(JSON.stringify(['unit', unit, environment.apps[unit.name], wave, source, connections]))
    .digest('base64')
}

function project(
  unit: Unit,
  { environment, wave, isOpen, connections }: UnitInputs,
): Pick<UnitPlan, 'objects' | 'applications'> {
  const own = ownEnvironment(unit, environment)
  const settle = (file: PlannedFile) => settleFile(file, isOpen)
  const objects = [
    ...projectWorkloads(unit, own),
    ...projectPolicy(unit, own, connections),
    ...projectWorld(unit, own),
  ].map(settle)
  const synced = objects.filter(({ path }) => !path.startsWith(`${environment.name}/world/`))
  const hasManifests = synced.some(({ missing }) => missing.length === 0)
  return {
    objects,
    applications: projectApplication(unit, { environment: own, wave, hasManifests }).map(settle),
  }
}

/** An object as it will be written, with the facts that it waits for. */
export function settleFile(file: PlannedFile, isOpen: boolean): UnitFile {
  if (file.body.kind !== 'manifest') throw new Error(`${file.path} holds no object`)
  const { manifest } = file.body
  const missing = isOpen ? factsIn(manifest) : []
  const body = {
    kind: 'manifest' as const,
    manifest: inReadingOrder(manifest),
    id: objectId(manifest),
    inOrder: true as const,
  }
  return { ...file, body, missing }
}

type Row = readonly [
  path: string,
  /** Empty for an object that waits for a fact, and so was not rendered. */
  hash: string,
  id: readonly [group: string, kind: string, namespace: string, name: string],
  missing: readonly string[],
]

interface StoredPlan {
  readonly objects: readonly Row[]
  readonly applications: readonly Row[]
}

/**
 * Keeps a plan in whose files nothing was found.
 *
 * @param hashes Hash of every file that was rendered, by path.
 */
export function keepPlan(
  { key, isRecalled, objects, applications }: UnitPlan,
  scope: string,
  hashes: ReadonlyMap<string, string>,
  memory: Memory,
): void {
  if (key === undefined || isRecalled) return
  const rowOf = ({ path, body: { id }, missing }: UnitFile): Row => [
    path,
    hashes.get(path) ?? '',
    [id.group, id.kind, id.namespace, id.name],
    missing,
  ]
  const value: StoredPlan = { objects: objects.map(rowOf), applications: applications.map(rowOf) }
  const manifests = [...objects, ...applications].map(({ body }) => JSON.stringify(body.manifest))
  memory.keep(key, scope, value, manifests)
}

function recallFiles(
  unit: Unit,
  remembered: Remembered,
): Pick<UnitPlan, 'objects' | 'applications'> {
  const { objects, applications } = remembered.value as StoredPlan
  const fileOf = ([path, hash, [group, kind, namespace, name], missing]: Row, index: number) => ({
    path,
    owner: unit.name,
    body: recalledBody({ group, kind, namespace, name }, () => remembered.text(index)),
    origin: unit.origin,
    ...(hash !== '' && { hash }),
    missing,
  })
  return {
    objects: objects.map(fileOf),
    applications: applications.map((row, index) => fileOf(row, objects.length + index)),
  }
}

/** A manifest that is parsed when something asks for it: most files of most runs are never opened. */
function recalledBody(id: ObjectId, read: () => string): UnitFile['body'] {
  let manifest: Manifest | undefined
  return {
    kind: 'manifest',
    id,
    inOrder: true,
    get manifest() {
      manifest ??= JSON.parse(read()) as Manifest
      return manifest
    },
  }
}
