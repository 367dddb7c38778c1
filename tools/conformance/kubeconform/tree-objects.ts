import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareText, type JsonObject } from '@skyctl/core'
import { objectsIn, readDocuments } from '@skyctl/schema-lib'
import { isMap, placesOf, shapeOf } from '../json-place.ts'
import { readIfThere } from '../read-if-there.ts'

/** Folder of the whole repository. */
export const root = join(import.meta.dirname, '../../..')

/** An object of the tree, and for which Kubernetes it is meant. */
export interface TreeObject {
  readonly path: string
  readonly kubernetesVersion: string
  readonly object: JsonObject
}

const folders = ['argocd', 'platform', 'apps', 'world']

/** Every object of the tree that Argo CD syncs or that a chart will run, production first. */
export function findTreeObjects(): readonly TreeObject[] {
  return readdirSync(join(root, 'generated'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((one, other) => rank(one) - rank(other) || compareText(one, other))
    .flatMap((environment) => {
      const world = join(root, 'generated', environment, 'world/profile.yaml')
      const profile = readIfThere(world)
      if (profile === undefined) return []
      const kubernetesVersion = /^ +kubernetesVersion: '?([\d.]+)'?$/m.exec(profile)?.[1]
      if (kubernetesVersion === undefined) throw new Error(`${world} names no kubernetesVersion`)
      return folders.flatMap((folder) =>
        manifestsBelow(join('generated', environment, folder)).flatMap((path) =>
          objectsOf(path).map((object) => ({ path, kubernetesVersion, object })),
        ),
      )
    })
}

function rank(environment: string): number {
  return environment === 'production' ? 0 : 1
}

/** Objects that differ in their kind, their Kubernetes, or in which places they have and of which types. */
export function differentObjects(objects: readonly TreeObject[]): readonly TreeObject[] {
  const seen = new Set<string>()
  return objects.filter(({ kubernetesVersion, object }) => {
    const shape = new Set(
      placesOf(object).map(({ path, value }) => {
        const type = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
        return `${shapeOf(path)} ${type}`
      }),
    )
    const key = [kubernetesVersion, object.apiVersion, object.kind, ...[...shape].sort()].join('\n')
    return seen.size < seen.add(key).size
  })
}

function manifestsBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== 'profile.yaml')
    .sort()
    .map((name) => join(folder, name))
}

function objectsOf(path: string): readonly JsonObject[] {
  const { documents, faults } = readDocuments(readFileSync(join(root, path), 'utf8'))
  if (faults.length > 0) throw new Error(`${path}: ${faults[0]?.message}`)
  return documents
    .flatMap(({ value }) => objectsIn(value))
    .map(({ value }) => value as JsonObject)
    .filter((object) => isMap(object))
}
