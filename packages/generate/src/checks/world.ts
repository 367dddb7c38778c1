import {
  formatObjectId,
  groupOf,
  type Manifest,
  type ObjectId,
  type PlannedFile,
  pointerToken,
} from '@skyctl/core'
import type { RuleProfile } from '../projections/world/profile.ts'
import { shape, text, textMap } from './shapes.ts'

export interface WorldObject {
  readonly id: ObjectId
  /** Identity text, as suppressions name it. */
  readonly key: string
  readonly manifest: Manifest
  /** The file that it stands in. */
  readonly file: PlannedFile
  /** Path of its file, relative to `generated/`. */
  readonly path: string
  /** Source file that it came from. */
  readonly origin: string
  /** False for what a chart will run, and for `cluster.yaml`: known, and nothing that Argo CD applies. */
  readonly synced: boolean
}

/** An index over all objects of one environment: all that a cross-object rule reads. Never the model. */
export interface World {
  readonly profile: RuleProfile
  readonly objects: readonly WorldObject[]
  /** By identity text. */
  readonly get: (key: string) => WorldObject | undefined
  /** Objects of one kind, named as identities name it: `apps/Deployment`, `Service`. */
  readonly ofKind: (kind: string) => readonly WorldObject[]
  /** Whether an object is known but waits for a fact: a reference to it is not missing. */
  readonly isPending: (key: string) => boolean
  /** Whether any object of a kind waits for a fact in a namespace: what only its content could say is not known yet. */
  readonly hasPending: (kind: string, namespace: string) => boolean
}

export function createWorld(files: readonly PlannedFile[], profile: RuleProfile): World {
  return worldOf(objectsIn(files, profile.environment), profile)
}

/** The objects that files bring into a World of an environment. */
export function objectsIn(files: readonly PlannedFile[], environment: string): WorldObject[] {
  const unsynced = [`${environment}/world/`, `${environment}/cluster/`]
  return files.flatMap((file) => {
    const id = idIn(file)
    if (id === undefined) return []
    const synced = !unsynced.some((folder) => file.path.startsWith(folder))
    return [createObject(file, id, synced)]
  })
}

/** A World of some objects: several Worlds may have the same. */
export function worldOf(objects: readonly WorldObject[], profile: RuleProfile): World {
  const byKey = new Map(objects.map((object) => [object.key, object]))
  const byKind = new Map<string, WorldObject[]>()
  for (const object of objects) {
    const { group, kind: name } = object.id
    const kind = group === '' ? name : `${group}/${name}`
    const sameKind = byKind.get(kind)
    if (sameKind === undefined) byKind.set(kind, [object])
    else sameKind.push(object)
  }
  const pending = new Set(profile.pending)
  const pendingPlaces = new Set(profile.pending.map((key) => key.replace(/\/[^/]*$/, '')))
  return {
    profile,
    objects,
    get: (key) => byKey.get(key),
    ofKind: (kind) => byKind.get(kind) ?? [],
    isPending: (key) => pending.has(key),
    hasPending: (kind, namespace) => pendingPlaces.has(`${kind} ${namespace}`),
  }
}

/** What the objects of a World have in common: a manifest is read from its file when a rule asks for it. */
const lazily = {
  get manifest(): Manifest {
    return manifestOf((this as unknown as WorldObject).file) as Manifest
  },
}

function createObject(file: PlannedFile, id: ObjectId, synced: boolean): WorldObject {
  return {
    __proto__: lazily,
    file,
    id,
    key: formatObjectId(id),
    path: file.path,
    origin: file.origin,
    synced,
  } as unknown as WorldObject
}

/** Identity of the object that a file brings into the World; undefined where it brings none. */
function idIn(file: PlannedFile): ObjectId | undefined {
  if (file.body.kind === 'manifest' && file.body.id !== undefined) return file.body.id
  const manifest = manifestOf(file)
  return manifest && identify(manifest)
}

/** Identity of a manifest that anybody wrote: what it lacks is empty. */
function identify(manifest: Manifest): ObjectId {
  const { name, namespace } = shape(manifest.metadata)
  return {
    group: groupOf(text(manifest.apiVersion) ?? ''),
    kind: text(manifest.kind) ?? '',
    namespace: text(namespace) ?? '',
    name: text(name) ?? '',
  }
}

/** `cluster.yaml` is no object of the cluster, but rules hold roles against it, so the World knows it under its own kind. */
function manifestOf({ body, path }: PlannedFile): Manifest | undefined {
  if (body.kind === 'manifest') return body.manifest
  if (body.kind === 'document' && path.endsWith('/cluster/cluster.yaml')) {
    return body.value as Manifest
  }
  return undefined
}

export function annotationsOf({ manifest }: WorldObject): Readonly<Record<string, string>> {
  return textMap(shape(manifest.metadata).annotations)
}

export function labelsOf({ manifest }: WorldObject): Readonly<Record<string, string>> {
  return textMap(shape(manifest.metadata).labels)
}

/** JSON pointer of an annotation. */
export function annotationPointer(name: string): string {
  return `/metadata/annotations/${pointerToken(name)}`
}

/** What charts bring comes first, so that of two rivals the one of the tree is named: only that can be changed here. */
export function chartsFirst(a: WorldObject, b: WorldObject): number {
  return Number(a.synced) - Number(b.synced)
}
