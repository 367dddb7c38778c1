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
  /** False for what a chart will run: it is known, not ours to judge. */
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
  const worldFolder = `${context.profile.environment}/world/`
  const objects: WorldObject[] = []
  const byKey = new Map<string, WorldObject>()
  const byKind = new Map<string, WorldObject[]>()
  for (const file of files) {
    if (file.body.kind !== 'manifest') continue
    const { manifest } = file.body
    const id = objectId(manifest)
    const object: WorldObject = {
      id,
      key: formatObjectId(id),
      manifest,
      path: file.path,
      origin: file.origin,
      synced: !file.path.startsWith(worldFolder),
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
