import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { contentHash } from './content-hash.ts'
import { writeCache } from './write-cache.ts'

/**
 * What a former run knew of the files on disk, so that an unchanged file costs a stat instead of a read.
 *
 * A file is known by its size, inode, modification and change time. A program can set the modification time back,
 * never the change time; and only a file that last changed before the recording run began is recorded, so whatever
 * happens to it later gives it another change time even where the clock of the file system ticks slowly.
 */
export interface TreeIndex {
  readonly path: string
  /** The file system's own clock when this run began, ms. */
  readonly startedAt: number
  readonly known: ReadonlyMap<string, KnownFile>
  /** What this run saw; becomes `known` of the next. */
  readonly seen: Map<string, KnownFile>
  /** Files that had to be read. */
  reads: number
}

interface KnownFile {
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly ino: number
  readonly hash: string
}

const formatVersion = 1

/**
 * Opens the index at `path`. One that is absent, damaged or of another version is an empty one.
 * Undefined where the folder cannot be written: then files are read.
 */
export function openTreeIndex(path: string): TreeIndex | undefined {
  const clock = `${path}.clock`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(clock, '.')
    const startedAt = lstatSync(clock).mtimeMs
    return { path, startedAt, known: load(path), seen: new Map(), reads: 0 }
  } catch {
    return undefined
  }
}

/**
 * The hash of a file's bytes: from the index where it provably still holds, else by reading.
 *
 * @param path the file's place in the tree, its key in the index.
 */
export function fileHash(absolute: string, path: string, index: TreeIndex | undefined): string {
  if (index === undefined) return contentHash(readFileSync(absolute))
  // Before the read: a change between the two then shows as a changed signature next time.
  const stats = lstatSync(absolute)
  const known = knownHash(path, stats, index)
  if (known !== undefined) return known
  const hash = contentHash(readBytes(absolute, stats.size))
  recordHash(path, stats, hash, index)
  return hash
}

/** The hash of a file that has not changed since it was recorded; undefined where it has, or never was. */
export function knownHash(path: string, stats: Stats, index: TreeIndex): string | undefined {
  const known = index.known.get(path)
  if (known === undefined || !isUntouched(known, stats)) return undefined
  index.seen.set(path, known)
  return known.hash
}

/**
 * Records what was read of a file, unless it changed after this run began.
 *
 * @param stats of the file before it was read.
 */
export function recordHash(path: string, stats: Stats, hash: string, index: TreeIndex): void {
  index.reads++
  const { size, mtimeMs, ctimeMs, ino } = stats
  if (ctimeMs < index.startedAt) index.seen.set(path, { size, mtimeMs, ctimeMs, ino, hash })
}

/** Reused: files are many and small. What it gives is good until the next call. */
let scratch = Buffer.alloc(64 * 1024)

/** A file whose size is known takes a third less time than one whose size is not. */
function readBytes(absolute: string, size: number): Uint8Array {
  if (size >= scratch.length) scratch = Buffer.alloc(2 * size)
  const file = openSync(absolute, 'r')
  try {
    // Room for one byte more shows a file that has grown since.
    const length = readSync(file, scratch, 0, size + 1, 0)
    return length === size ? scratch.subarray(0, size) : readFileSync(absolute)
  } finally {
    closeSync(file)
  }
}

function isUntouched(known: KnownFile, stats: Stats): boolean {
  return (
    known.ctimeMs === stats.ctimeMs &&
    known.mtimeMs === stats.mtimeMs &&
    known.size === stats.size &&
    known.ino === stats.ino
  )
}

/**
 * Saves what this run saw. Files that this run did not look at (`isOutside`) keep their entries.
 * A failure to save is no failure of the run.
 */
export function saveTreeIndex(index: TreeIndex, isOutside: (path: string) => boolean): void {
  const entries = new Map(index.seen)
  for (const [path, known] of index.known) {
    if (!entries.has(path) && isOutside(path)) entries.set(path, known)
  }
  if (isSame(entries, index.known)) return
  const stored: StoredIndex = {
    version: formatVersion,
    entries: [...entries].map(
      ([path, { size, mtimeMs, ctimeMs, ino, hash }]): StoredEntry => [
        path,
        size,
        mtimeMs,
        ctimeMs,
        ino,
        hash,
      ],
    ),
  }
  writeCache(index.path, JSON.stringify(stored))
}

function isSame(a: ReadonlyMap<string, KnownFile>, b: ReadonlyMap<string, KnownFile>): boolean {
  if (a.size !== b.size) return false
  for (const [path, entry] of a) if (b.get(path) !== entry) return false
  return true
}

function load(path: string): Map<string, KnownFile> {
  try {
    const { version, entries } = JSON.parse(readFileSync(path, 'utf8')) as StoredIndex
    if (version !== formatVersion) return new Map()
    return new Map(
      entries.map(([name, size, mtimeMs, ctimeMs, ino, hash]) => [
        name,
        { size, mtimeMs, ctimeMs, ino, hash },
      ]),
    )
  } catch {
    return new Map()
  }
}

/** Trusted as far as its version goes: what is damaged inside an entry matches no file, and so is not believed. */
interface StoredIndex {
  readonly version: number
  readonly entries: readonly StoredEntry[]
}

type StoredEntry = readonly [
  path: string,
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  ino: number,
  hash: string,
]
