import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { JsonObject } from '@skyctl/core'
import { parseAllDocuments } from 'yaml'

const root = join(import.meta.dirname, '../../..')

export interface RealObject {
  /** The file, and which of its documents. */
  readonly path: string
  readonly object: JsonObject
}

/** Folders of an environment with what a cluster gets; `world` describes what charts will make, for our own checks. */
const folders = ['argocd', 'platform', 'apps', 'cluster']

/** Groups that the API server serves itself. */
const builtIn = /^(v1|(apps|batch|autoscaling|policy)\/.*|[a-z0-9.-]+\.k8s\.io\/v[0-9a-z]+)$/

/** Whether the API server has the kind of an object built in. */
export function isBuiltIn({ apiVersion }: JsonObject): boolean {
  return builtIn.test(String(apiVersion))
}

/** Every object below generated/ of the kinds that are asked for, of one environment or all. */
export function findRealObjects(
  isWanted: (object: JsonObject) => boolean,
  environment?: string,
): readonly RealObject[] {
  const environments = readdirSync(join(root, 'generated'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^\.|^types$/.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => environment === undefined || name === environment)
    .sort()
  return environments.flatMap((name) =>
    folders.flatMap((folder) =>
      filesBelow(join(root, 'generated', name, folder))
        .flatMap(objectsIn)
        .filter(({ object }) => isWanted(object)),
    ),
  )
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function objectsIn(file: string): readonly RealObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document, index) => {
    const object = document.toJS() as JsonObject | null
    return object === null ? [] : [{ path: `${relative(root, file)}#${index}`, object }]
  })
}
