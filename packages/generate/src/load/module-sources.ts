import { hash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeCache } from '@skyctl/tree-lib'

/** A file that was bundled: its content, and what it imports that was bundled with it. Paths are relative to the workspace. */
interface SourceFile {
  readonly hash: string
  readonly imports: readonly string[]
}

/** What a bundler says of the files that it read. */
export type BundledFiles = Readonly<Record<string, { readonly imports: readonly string[] }>>

/** What modules are made of, as former runs bundled them. */
export interface ModuleSources {
  /**
   * Changes with the content of a module and of everything that is bundled with it. Undefined for a module that has to be
   * bundled to know that: a new one, or one of whose files has changed.
   */
  readonly digestOf: (module: string) => string | undefined
  /**
   * Takes in what was just bundled, for this run and the next.
   *
   * @param startedAt When the bundler began, in ms: a file that changed since is not known, as nobody knows which content it read.
   */
  readonly learn: (files: BundledFiles, startedAt: number) => void
}

/** @param path File that may be lost or damaged: then every module has to be bundled. */
export function openSources(path: string, root: string): ModuleSources {
  const known = readSources(path)
  const hashes = new Map<string, string | undefined>()
  const hashNow = (file: string) => {
    if (!hashes.has(file)) hashes.set(file, hashOfFile(join(root, file)))
    return hashes.get(file)
  }
  /** Of a file and all that it leads to: modules import much of the same, which is gone through once. */
  const closures = new Map<string, string | undefined>()
  const closureOf = (file: string) => {
    if (!closures.has(file)) closures.set(file, digestAll([...reachableFrom(file, known)]))
    return closures.get(file)
  }
  const digestAll = (files: readonly string[]) => {
    const contents = files.map((file) => contentOf(file))
    return contents.includes(undefined) ? undefined : digestOf([...files, ...contents].join('\n'))
  }
  const contentOf = (file: string) => {
    const content = known.get(file)?.hash
    return content !== undefined && content === hashNow(file) ? content : undefined
  }
  return {
    digestOf: (module) => {
      const content = contentOf(module)
      if (content === undefined) return undefined
      const imports = (known.get(module)?.imports ?? []).map(closureOf)
      if (imports.includes(undefined)) return undefined
      return digestOf([module, content, ...imports].join('\n'))
    },
    learn: (bundled, startedAt) => {
      closures.clear()
      for (const [file, { imports }] of Object.entries(bundled)) {
        hashes.delete(file)
        const content = hashNow(file)
        const changed = statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? Infinity
        if (content === undefined || changed >= startedAt) known.delete(file)
        else known.set(file, { hash: content, imports })
      }
      for (const file of known.keys()) if (!existsSync(join(root, file))) known.delete(file)
      writeCache(path, JSON.stringify(Object.fromEntries(known)))
    },
  }
}

/** A file and all that it leads to, in an order that depends on nothing else. */
function reachableFrom(module: string, known: ReadonlyMap<string, SourceFile>): Set<string> {
  const reached = new Set([module])
  // A set is walked in the order of its growth, what is added on the way included.
  for (const file of reached) for (const next of known.get(file)?.imports ?? []) reached.add(next)
  return reached
}

function hashOfFile(path: string): string | undefined {
  try {
    return digestOf(readFileSync(path))
  } catch {
    return undefined
  }
}

export function digestOf(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex').slice(0, 24)
}

function readSources(path: string): Map<string, SourceFile> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as object))
  } catch {
    // None yet, half-written or foreign: as good as none.
    return new Map()
  }
}
