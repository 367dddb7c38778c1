import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { writeCache } from '@skyctl/tree-lib'

/** Something that was worked out before: JSON, and texts that are read only when they are asked for. */
export interface Remembered {
  readonly value: unknown
  readonly text: (index: number) => string
}

/**
 * What runs worked out by pure functions, each result under a key that says everything it was made from. Whoever recalls
 * one has exactly what the function would give: without a memory a run takes longer, and that is all.
 */
export interface Memory {
  readonly recall: (key: string) => Remembered | undefined
  /**
   * @param scope Environment that the result belongs to, or '' where it belongs to all: a run of some environments keeps what it
   * knows of the others.
   */
  readonly keep: (key: string, scope: string, value: unknown, texts?: readonly string[]) => void
}

/** A memory that lies on disk between runs. */
export interface StoredMemory extends Memory {
  /** Writes what this run recalled and kept, and what belongs to a scope that it left out: nothing grows without end. */
  readonly save: (isLeftOut: (scope: string) => boolean) => void
}

interface Entry {
  readonly scope: string
  readonly value: unknown
  /** Its texts, one after another. */
  readonly texts: Buffer
  /** Where each of them begins. */
  readonly starts: readonly number[]
}

const magic = 'skyctl-memory-1'

/**
 * @param path File that may be lost: one that is absent, damaged or of another version is an empty memory.
 * @param version Changes with the tool: what another tool worked out says nothing.
 */
export function openMemory(path: string, version: string): StoredMemory {
  const before = readEntries(path, version)
  const used = new Map<string, Entry>()
  let kept = 0
  return {
    recall: (key) => {
      const entry = used.get(key) ?? before.get(key)
      if (entry === undefined) return undefined
      used.set(key, entry)
      return { value: entry.value, text: (index) => textOf(entry, index) }
    },
    keep: (key, scope, value, texts = []) => {
      kept++
      used.set(key, entryOf(scope, value, texts))
    },
    save: (isLeftOut) => {
      for (const [key, entry] of before) if (isLeftOut(entry.scope)) used.set(key, entry)
      if (kept > 0 || used.size < before.size) writeEntries(path, version, used)
    },
  }
}

function textOf({ texts, starts }: Entry, index: number): string {
  return texts.toString('utf8', starts[index] ?? 0, starts[index + 1])
}

function entryOf(scope: string, value: unknown, list: readonly string[]): Entry {
  let end = 0
  const starts = list.map((text) => {
    const start = end
    end += Buffer.byteLength(text)
    return start
  })
  return { scope, value, texts: Buffer.from(list.join('')), starts }
}

/** As the index in the file has it; texts follow one another in its order. */
type Row = readonly [
  key: string,
  scope: string,
  value: unknown,
  starts: readonly number[],
  size: number,
]

/** The file: a line of four words (magic, version, length of the index, checksum of the rest), the index as JSON, all texts. */
function writeEntries(path: string, version: string, entries: ReadonlyMap<string, Entry>): void {
  const rows = [...entries].map(
    ([key, { scope, value, texts, starts }]): Row => [key, scope, value, starts, texts.length],
  )
  const index = Buffer.from(JSON.stringify(rows))
  const parts = [index, ...[...entries.values()].map(({ texts }) => texts)]
  const sum = parts.reduce((before, part) => crc32(part, before), 0)
  const header = Buffer.from(`${magic} ${version} ${index.length} ${sum}\n`)
  // One by one: together they are as large as the tree.
  writeCache(path, header, ...parts)
}

function readEntries(path: string, version: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  try {
    const file = readFileSync(path)
    const end = file.indexOf('\n')
    const [word, of, length, sum] = file.toString('latin1', 0, Math.max(0, end)).split(' ')
    const content = file.subarray(end + 1)
    if (word !== magic || of !== version || Number(sum) !== crc32(content)) return entries
    let start = Number(length)
    for (const row of JSON.parse(content.toString('utf8', 0, start)) as readonly Row[]) {
      const [key, scope, value, starts, size] = row
      entries.set(key, { scope, value, starts, texts: content.subarray(start, start + size) })
      start += size
    }
  } catch {
    // None yet, or one that cannot be read.
    return new Map()
  }
  return entries
}
