import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { compareText, type Problem } from '@skyctl/core'

/** A text to judge, named as the user named it. */
export interface SourceText {
  /** Path as it is reported: relative to the working folder, with forward slashes; `-` for standard input. */
  readonly file: string
  readonly text: string
}

export interface Collected {
  readonly texts: readonly SourceText[]
  readonly problems: readonly Problem[]
}

/** Larger texts are no manifests that anybody wrote, and no API server takes one: etcd's limit is 1.5 MiB an object. */
const maxBytes = 32 * 1024 * 1024

const manifestName = /\.(yaml|yml|json)$/

/**
 * Reads every manifest below the given paths: a file as it is, a folder recursively, `-` from standard input.
 * Problems with `exitCode` 2 in mind: a path that does not exist, or that cannot be read.
 *
 * @param folder Working folder, absolute: paths are relative to it.
 */
export function collectTexts(folder: string, paths: readonly string[]): Collected {
  const texts: SourceText[] = []
  const problems: Problem[] = []
  const seen = new Set<string>()
  const read = (absolute: string, file: string) => {
    const real = realpathSync(absolute)
    if (seen.has(real)) return
    seen.add(real)
    const result = readText(absolute, file)
    if ('text' in result) texts.push(result)
    else problems.push(result)
  }
  for (const path of paths) {
    if (path === '-') {
      const result = decode(readFileSync(0), '-')
      if ('text' in result) texts.push(result)
      else problems.push(result)
      continue
    }
    const absolute = resolve(folder, path)
    try {
      if (!statSync(absolute).isDirectory()) {
        read(absolute, shownPath(folder, absolute))
        continue
      }
      const root = realpathSync(absolute)
      const before = texts.length + problems.length
      for (const found of filesBelow(absolute, { root, folder, problems, entered: new Set() })) {
        read(found, shownPath(folder, found))
      }
      if (texts.length + problems.length === before) {
        problems.push(
          problem(
            'nothing-to-judge',
            shownPath(folder, absolute),
            'there is no .yaml, .yml or .json file below it: nothing would be judged, and that is no success',
            'name a folder that holds manifests',
          ),
        )
      }
    } catch (error) {
      problems.push(unreadable(shownPath(folder, absolute), error))
    }
  }
  return { texts: texts.sort((a, b) => compareText(a.file, b.file)), problems }
}

interface Walk {
  /** Real path of the folder that was named. */
  readonly root: string
  readonly folder: string
  /** Filled with what cannot be read. */
  readonly problems: Problem[]
  /** Real paths of folders that were entered: a link may lead back. */
  readonly entered: Set<string>
}

function filesBelow(at: string, walk: Walk): string[] {
  let entries: string[]
  try {
    const real = realpathSync(at)
    if (walk.entered.has(real)) return []
    walk.entered.add(real)
    entries = readdirSync(at).sort()
  } catch (error) {
    walk.problems.push(unreadable(shownPath(walk.folder, at), error))
    return []
  }
  return entries.flatMap((name) => {
    const path = join(at, name)
    try {
      if (leavesFolder(path, walk.root)) {
        walk.problems.push(
          problem(
            'link-leaves-folder',
            shownPath(walk.folder, path),
            'it is a link that leads out of the folder, and is not followed',
            'copy the file, or name it itself',
          ),
        )
        return []
      }
      const stats = statSync(path)
      if (stats.isDirectory()) return skipped.has(name) ? [] : filesBelow(path, walk)
      return stats.isFile() && manifestName.test(name) ? [path] : []
    } catch (error) {
      walk.problems.push(unreadable(shownPath(walk.folder, path), error))
      return []
    }
  })
}

/** Folders that hold what others wrote for themselves. */
const skipped = new Set(['.git', 'node_modules'])

function leavesFolder(path: string, root: string): boolean {
  if (!lstatSync(path).isSymbolicLink()) return false
  const target = realpathSync(path)
  return target !== root && !target.startsWith(root + sep)
}

function readText(absolute: string, file: string): SourceText | Problem {
  try {
    const { size } = statSync(absolute)
    if (size > maxBytes) {
      return problem(
        'file-too-large',
        file,
        `it has ${size} bytes, and ${maxBytes} are read: no API server would take it`,
        'split it into files of one object each',
      )
    }
    return decode(readFileSync(absolute), file)
  } catch (error) {
    return unreadable(file, error)
  }
}

/** UTF-8, as Kubernetes' reader wants it; a byte order mark is passed over. */
function decode(bytes: Buffer, file: string): SourceText | Problem {
  const wide =
    bytes.length > 1 &&
    ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\u0000')) return { file, text }
  } catch {
    // Said below: whatever it is, it is no text.
  }
  return problem(
    'no-text',
    file,
    wide
      ? 'it is UTF-16, and manifests are UTF-8'
      : 'it is no UTF-8 text: a binary file, or another encoding',
    'save it as UTF-8',
  )
}

function shownPath(folder: string, absolute: string): string {
  const path = relative(folder, absolute) || '.'
  return (path.startsWith('..') ? absolute : path).split(sep).join('/')
}

function unreadable(file: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const why = code === 'ENOENT' ? 'it does not exist' : `it cannot be read (${code})`
  return problem('unreadable-path', file, why, 'correct the path, or its permissions')
}

function problem(id: string, file: string, message: string, hint: string): Problem {
  return { id, severity: 'error', where: { file }, message, hint }
}
