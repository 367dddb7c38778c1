import type { Where } from '@skyctl/core'

/** A manifest with where it stands. */
export interface SourceManifest {
  /** The object as it was read; a `List` holds several. */
  readonly value: unknown
  readonly file?: string
  /** Document within the file, from 0. */
  readonly index?: number
  /** Line and column of a JSON pointer in the document; asked only for what is reported. */
  readonly locate?: (
    pointer: string,
  ) => { readonly line: number; readonly column: number } | undefined
}

/** Where an object comes from. */
export interface Source {
  readonly manifest: SourceManifest
  /** Identity text, as core's `formatObjectId` writes it. */
  readonly object: string
  /** JSON pointer of the object inside the document: not empty in a `List`. */
  readonly pointer: string
}

/** The place of something inside an object, for a problem. */
export function whereIn({ manifest, object, pointer }: Source, inside: string): Where {
  const full = `${pointer}${inside}`
  return {
    ...(manifest.file === undefined ? {} : { file: manifest.file }),
    ...(manifest.index === undefined ? {} : { index: manifest.index }),
    object,
    pointer: full,
    ...manifest.locate?.(full),
  }
}
