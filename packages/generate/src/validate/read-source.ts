import { formatObjectId, type Manifest, objectId, type Problem } from '@skyctl/core'
import {
  createLocator,
  objectsIn,
  type PlacedObject,
  type Position,
  type ReadDocument,
  readDocuments,
} from '@skyctl/schema-lib'
import type { SourceText } from './read-text.ts'

export interface PlacedDocument {
  readonly document: ReadDocument
  readonly objects: readonly PlacedObject[]
}

/** Where an object stands in a file. */
export interface ObjectPlace {
  /** Of the document, from 0. */
  readonly index: number
  /** Position of a JSON pointer inside the object. */
  readonly locate: (pointer: string) => Position
}

/** A text with the objects that it holds. */
export interface ReadFile extends SourceText {
  readonly documents: readonly PlacedDocument[]
  readonly problems: readonly Problem[]
  readonly locate: (document: number, pointer: string) => Position
  /** Finds an object by its identity text. */
  readonly find: (object: string | undefined) => ObjectPlace | undefined
}

export function readSource({ file, text }: SourceText): ReadFile {
  const { documents, faults } = readDocuments(text)
  const locator = createLocator(text)
  const placed = documents.map((document) => ({ document, objects: objectsIn(document.value) }))
  const problems = faults.map(
    ({ id, offset, message, hint }): Problem => ({
      id,
      severity: 'error',
      where: { file, ...locator.at(offset) },
      message,
      hint,
    }),
  )
  return {
    file,
    text,
    documents: placed,
    problems: documents.length + faults.length > 0 ? problems : [emptyFile(file)],
    locate: locator.pointer,
    find: (object) => {
      for (const { document, objects } of placed) {
        const found = objects.find(({ value }) => objectName(value) === object)
        if (found === undefined) continue
        return {
          index: document.index,
          locate: (pointer) => locator.pointer(document.index, found.pointer + pointer),
        }
      }
      return undefined
    },
  }
}

function emptyFile(file: string): Problem {
  return {
    id: 'empty-file',
    severity: 'error',
    where: { file },
    message: 'it holds no object: nothing was judged',
    hint: 'write an object, or remove the file',
  }
}

/** Identity text, where the object has one. */
export function objectName(value: unknown): string | undefined {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Manifest>
  return typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata?.name === 'string'
    ? formatObjectId(objectId(value as Manifest))
    : undefined
}
