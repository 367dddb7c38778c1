import { lstatSync, type Stats } from 'node:fs'
import type { Problem } from '@skyctl/core'
import { contentHash, knownHash, recordHash, type TreeIndex } from '@skyctl/tree-lib'
import { type FoundFile, unreadable } from './list-files.ts'
import { readText, type SourceText } from './read-text.ts'

/** A file that counts, known by the hash of what it holds: from the index where it has not changed, else by reading it once. */
export class Source {
  readonly found: FoundFile
  private readonly index: TreeIndex | undefined
  private outcome: SourceText | Problem | undefined
  private hashRead: string | undefined

  constructor(found: FoundFile, index: TreeIndex | undefined) {
    this.found = found
    this.index = found.isIrregular ? undefined : index
  }

  get file(): string {
    return this.found.file
  }

  /** Hash of what it holds, where that is known without reading it. */
  knownHash(): string | undefined {
    if (this.index === undefined) return undefined
    try {
      return knownHash(this.found.absolute, lstatSync(this.found.absolute), this.index)
    } catch {
      return undefined
    }
  }

  /** What it holds. */
  read(): SourceText | Problem {
    this.outcome ??= this.readNow()
    return this.outcome
  }

  /** Hash of what {@link read} gave; undefined where the file could not be read: the next attempt may end otherwise. */
  hash(): string | undefined {
    this.read()
    return this.hashRead
  }

  private readNow(): SourceText | Problem {
    let stats: Stats | undefined
    try {
      // Before the read: a change between the two then shows as a changed signature next time.
      if (this.index !== undefined) stats = lstatSync(this.found.absolute)
    } catch (error) {
      return unreadable(this.found.file, error)
    }
    const outcome = readText(this.found, stats?.size)
    const hash = hashOf(outcome)
    if (hash === undefined) return outcome
    this.hashRead = hash
    if (this.index !== undefined && stats !== undefined) {
      recordHash(this.found.absolute, stats, hash, this.index)
    }
    return outcome
  }
}

function hashOf(outcome: SourceText | Problem): string | undefined {
  if ('text' in outcome) return contentHash(outcome.text)
  return outcome.id === 'unreadable-path' ? undefined : contentHash(JSON.stringify(outcome))
}
