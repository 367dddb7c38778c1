import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
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

/** A file that will be judged. */
interface FoundFile {
  readonly absolute: string
  /** As it is reported. */
  readonly file: string
}

/**
 * Reads every manifest below the given paths: a file as it is, a folder recursively, `-` from standard input.
 *
 * @param folder Working folder, absolute: paths are relative to it.
 * @param known Texts that were read already, by their file.
 */
export function collectTexts(
  folder: string,
  paths: readonly string[],
  known: ReadonlyMap<string, SourceText> = new Map(),
): Collected {
  const texts: SourceText[] = []
  const problems: Problem[] = []
  const take = (result: SourceText | Problem) => {
    if ('text' in result) texts.push(result)
    else problems.push(result)
  }
  const seen = new Set<string>()
  for (const path of paths) {
    if (path === '-') {
      take(decode(readFileSync(0), '-'))
      continue
    }
    for (const { absolute, file } of filesAt(folder, path, problems)) {
      if (seen.has(absolute)) continue
      seen.add(absolute)
      take(known.get(file) ?? readText(absolute, file))
    }
  }
  return { texts: texts.sort((a, b) => compareText(a.file, b.file)), problems }
}

/** The file that a path names, or those below it. */
function filesAt(folder: string, path: string, problems: Problem[]): FoundFile[] {
  const absolute = resolve(folder, path)
  const file = shownPath(folder, absolute)
  try {
    if (!statSync(absolute).isDirectory()) return [{ absolute, file }]
    const before = problems.length
    const root = realpathSync(absolute)
    const found = filesBelow(absolute, { root, folder, problems, entered: new Set() })
    if (found.length > 0 || problems.length > before) {
      return found.map((one) => ({ absolute: one, file: shownPath(folder, one) }))
    }
    problems.push(
      problem(
        'nothing-to-judge',
        file,
        'there is no .yaml, .yml or .json file below it: nothing would be judged, and that is no success',
        'name a folder that holds manifests',
      ),
    )
  } catch (error) {
    problems.push(unreadable(file, error))
  }
  return []
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
  let entries: Dirent[]
  try {
    const real = realpathSync(at)
    if (walk.entered.has(real)) return []
    walk.entered.add(real)
    entries = readdirSync(at, { withFileTypes: true })
  } catch (error) {
    walk.problems.push(unreadable(shownPath(walk.folder, at), error))
    return []
  }
  return entries.flatMap((entry) => {
    const path = join(at, entry.name)
    if (entry.isSymbolicLink()) return linked(path, entry.name, walk)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path, walk)
    return entry.isFile() && manifestName.test(entry.name) ? [path] : []
  })
}

/** A link counts as what it leads to, under the name of that: a file is judged once. */
function linked(path: string, name: string, walk: Walk): string[] {
  try {
    const target = realpathSync(path)
    if (target !== walk.root && !target.startsWith(walk.root + sep)) {
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
    if (statSync(target).isDirectory()) return filesBelow(target, walk)
    return manifestName.test(name) ? [target] : []
  } catch (error) {
    walk.problems.push(unreadable(shownPath(walk.folder, path), error))
    return []
  }
}

/** Folders that hold what others wrote for themselves. */
const skipped = new Set(['.git', 'node_modules'])

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
