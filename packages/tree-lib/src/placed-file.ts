import { readFileSync } from 'node:fs'
import type { OwnedPath } from './compare-owners.ts'
import { type ObjectPlace, objectPlace } from './object-place.ts'

/** A file of a synced folder and the object that it holds. */
export interface PlacedFile extends OwnedPath {
  readonly place: ObjectPlace
}

/** An object before and after the run: at one path, or moved. */
export interface Update {
  readonly old: PlacedFile
  readonly next: PlacedFile
}

/** The files among these that Argo CD syncs. */
export function placedFiles(files: readonly OwnedPath[]): PlacedFile[] {
  return files.flatMap((file) => {
    const place = objectPlace(file.path)
    return place === undefined ? [] : [{ ...file, place }]
  })
}

/** What to do about a loss, with the flag that accepts it. */
export function allowHint(owner: string, otherwise: string): string {
  return `${otherwise}, or accept it: skyctl generate --allow-prune ${owner}`
}

const kindLine = /^kind: (.+)$/m
const groupLine = /^apiVersion: ([^/\n]+)\/.+$/m
const nameLine = /^ {2}name: (.+)$/m

/** An object in words, from the text on disk; the path's own words where that tells nothing. */
export function describeObject(root: string, { path, place }: PlacedFile): string {
  try {
    const text = readFileSync(`${root}/${path}`, 'utf8')
    const [kind, group, name] = [kindLine, groupLine, nameLine].map((line) => line.exec(text)?.[1])
    if (kind === undefined || name === undefined) return place.key
    const folder = place.namespace
    const namespace = folder === undefined || folder === '_cluster' ? '' : `${folder}/`
    return `${group === undefined ? '' : `${group}/`}${kind} ${namespace}${name}`
  } catch {
    return place.key
  }
}
