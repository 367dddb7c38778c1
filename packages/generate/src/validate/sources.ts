import type { Problem } from '@skyctl/core'
import { contentHash, fileHash, type TreeIndex } from '@skyctl/tree-lib'
import { type FoundFile, unreadable } from './list-files.ts'
import { readText, type SourceText } from './read-text.ts'

/** A file that counts, known by the hash of what it holds before anybody has read it. */
export interface Source {
  readonly file: string
  /** From the index where it has not changed, else by reading; undefined where the file cannot be read. */
  readonly hash: string | undefined
  /** What it holds: read once, when it is asked for. */
  readonly read: () => SourceText | Problem
  /** Hash of what {@link read} gives; undefined where that is a file that cannot be read. */
  readonly hashRead: () => string | undefined
}

export function openSource(found: FoundFile, index: TreeIndex | undefined): Source {
  let outcome: SourceText | Problem | undefined
  let hashed: string | undefined
  const read = () => {
    outcome ??= readText(found)
    return outcome
  }
  const hashRead = () => {
    hashed ??= isLost(read()) ? undefined : contentHash(textOf(read()))
    return hashed
  }
  return { file: found.file, hash: hash(), read, hashRead }

  function hash(): string | undefined {
    if (found.isIrregular || index === undefined) return hashRead()
    try {
      return fileHash(found.absolute, found.absolute, index, () => {
        if (isLost(read())) throw lost
        return textOf(read())
      })
    } catch (error) {
      if (error !== lost) outcome ??= unreadable(found.file, error)
      return undefined
    }
  }
}

/** Thrown where a file cannot be read, so that the index learns nothing of it; never leaves this file. */
const lost = new Error('unreadable')

/** Whether a file could not be read: the next attempt may end otherwise, though the file is the same. */
function isLost(outcome: SourceText | Problem): boolean {
  return 'id' in outcome && outcome.id === 'unreadable-path'
}

/** What a file's content comes to: its text, or what is wrong with its bytes. */
function textOf(outcome: SourceText | Problem): string {
  return 'text' in outcome ? outcome.text : JSON.stringify(outcome)
}
