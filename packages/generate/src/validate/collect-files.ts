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
    if (seen.has(absolute)) return
    seen.add(absolute)
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
      for (const found of filesBelow(absolute, root, problems, folder)) {
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

function filesBelow(at: string, root: string, problems: Problem[], folder: string): string[] {
  let entries: string[]
  try {
    entries = readdirSync(at).sort()
  } catch (error) {
    problems.push(unreadable(shownPath(folder, at), error))
    return []
  }
  return entries.flatMap((name) => {
    const path = join(at, name)
    const shown = shownPath(folder, path)
    try {
      if (lstatSync(path).isSymbolicLink()) {
        const target = realpathSync(path)
        if (target !== root && !target.startsWith(root + sep)) {
          problems.push(
            problem(
              'link-leaves-folder',
              shown,
              'it is a link that leads out of the folder, and is not followed',
              'copy the file, or name it itself',
            ),
          )
          return []
        }
      }
      const stats = statSync(path)
      if (stats.isDirectory())
        return name === 'node_modules' || name === '.git'
          ? []
          : filesBelow(path, root, problems, folder)
      return stats.isFile() && manifestName.test(name) ? [path] : []
    } catch (error) {
      problems.push(unreadable(shown, error))
      return []
    }
  })
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
