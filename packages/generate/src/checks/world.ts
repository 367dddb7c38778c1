import {
  formatObjectId,
  type Manifest,
  type ObjectId,
  objectId,
  type PlannedFile,
} from '@skyctl/core'
import type { GuardrailProfile } from '../projections/world/profile.ts'

export interface WorldObject {
  readonly id: ObjectId
  /** Identity text, as suppressions name it. */
  readonly key: string
  readonly manifest: Manifest
  /** Path of its file, relative to `generated/`. */
  readonly path: string
  /** Source file that it came from. */
  readonly origin: string
  /** False for what a chart will run, and for `cluster.yaml`: known, and nothing that Argo CD applies. */
  readonly synced: boolean
}

/** An index over all objects of one environment: all that a cross-object rule reads. Never the model. */
export interface World {
  readonly profile: GuardrailProfile
  readonly objects: readonly WorldObject[]
  /** By identity text. */
  readonly get: (key: string) => WorldObject | undefined
  /** Objects of one kind, named as identities name it: `apps/Deployment`, `Service`. */
  readonly ofKind: (kind: string) => readonly WorldObject[]
  /** Whether an object is known but waits for a fact: a reference to it is not missing. */
  readonly isPending: (key: string) => boolean
}

export interface WorldContext {
  readonly profile: GuardrailProfile
  /** Identity texts of objects that wait for a fact. */
  readonly pending: readonly string[]
}

export function createWorld(files: readonly PlannedFile[], context: WorldContext): World {
  const { environment } = context.profile
  const unsynced = [`${environment}/world/`, `${environment}/cluster/`]
  const objects: WorldObject[] = []
  const byKey = new Map<string, WorldObject>()
  const byKind = new Map<string, WorldObject[]>()
  for (const file of files) {
    const manifest = manifestOf(file)
    if (manifest === undefined) continue
    const id = objectId(manifest)
    const object: WorldObject = {
      id,
      key: formatObjectId(id),
      manifest,
      path: file.path,
      origin: file.origin,
      synced: !unsynced.some((folder) => file.path.startsWith(folder)),
    }
    objects.push(object)
    byKey.set(object.key, object)
    const kind = id.group === '' ? id.kind : `${id.group}/${id.kind}`
    const sameKind = byKind.get(kind)
    if (sameKind === undefined) byKind.set(kind, [object])
    else sameKind.push(object)
  }
  const pending = new Set(context.pending)
  return {
    profile: context.profile,
    objects,
    get: (key) => byKey.get(key),
    ofKind: (kind) => byKind.get(kind) ?? [],
    isPending: (key) => pending.has(key),
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
