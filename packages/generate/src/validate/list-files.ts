import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { compareText, type Problem } from '@skyctl/core'

/** A file that was found. */
export interface FoundFile {
  readonly absolute: string
  /** Path as it is reported: relative to the working folder, with forward slashes; `-` for standard input. */
  readonly file: string
  /** Set where it is a link, a pipe or standard input: what it holds can change without a trace. */
  readonly isIrregular?: true
}

/** What lies at and below the paths that were named. */
export interface Listing {
  /** What will be judged, each once, in the order of their names. */
  readonly manifests: readonly FoundFile[]
  /** Every other file below a named folder: nobody judges it, but an owner may have to name it. */
  readonly others: readonly FoundFile[]
  readonly problems: readonly Problem[]
}

export const standardInput = '-'

const manifestName = /\.(yaml|yml|json)$/

/** Folders that hold what others wrote for themselves: nothing below them is a manifest to judge. */
const passedOver = new Set(['.git', 'node_modules'])

/**
 * Finds every manifest at the given paths: a file as it is, a folder recursively, `-` for standard input.
 *
 * @param folder Working folder, absolute: paths are relative to it.
 */
export function listFiles(folder: string, paths: readonly string[]): Listing {
  const manifests = new Map<string, FoundFile>()
  const others = new Map<string, FoundFile>()
  const problems: Problem[] = []
  for (const path of paths) {
    if (path === standardInput) {
      manifests.set(path, { absolute: path, file: path, isIrregular: true })
      continue
    }
    const absolute = resolve(folder, path)
    const file = shownPath(folder, absolute)
    try {
      if (!statSync(absolute).isDirectory()) {
        const isRegular = lstatSync(absolute).isFile()
        manifests.set(absolute, { absolute, file, ...(!isRegular && { isIrregular: true }) })
        continue
      }
      const root = { absolute, file: file === '.' ? '' : `${file}/` }
      const walk = new Walk(root, manifests, others)
      walk.enter(root, false)
      problems.push(...walk.problems)
      if (!walk.holdsManifest && walk.problems.length === 0) problems.push(nothingToJudge(file))
    } catch (error) {
      problems.push(unreadable(file, error))
    }
  }
  const byName = (a: FoundFile, b: FoundFile) => compareText(a.file, b.file)
  return {
    manifests: [...manifests.values()].sort(byName),
    others: [...others.values()].sort(byName),
    problems,
  }
}

/** A folder on the way: `file` is what the names of its files begin with. */
type Folder = FoundFile

/** One named folder, read to its end. */
class Walk {
  readonly problems: Problem[] = []
  holdsManifest = false
  /** Real path of the named folder. */
  private readonly real: string
  /** Folders that a link led to: it may lead back, and only through a link can it. */
  private readonly linkedTo = new Set<string>()
  private readonly root: Folder
  private readonly manifests: Map<string, FoundFile>
  private readonly others: Map<string, FoundFile>

  constructor(root: Folder, manifests: Map<string, FoundFile>, others: Map<string, FoundFile>) {
    this.root = root
    this.manifests = manifests
    this.others = others
    this.real = realpathSync(root.absolute)
  }

  enter(folder: Folder, isPassedOver: boolean): void {
    let entries: Dirent[]
    try {
      entries = readdirSync(folder.absolute, { withFileTypes: true })
    } catch (error) {
      this.problems.push(unreadable(folder.file.replace(/\/$/, '') || '.', error))
      return
    }
    for (const entry of entries) {
      const { name } = entry
      const absolute = `${folder.absolute}${sep}${name}`
      const file = `${folder.file}${name}`
      if (entry.isSymbolicLink()) {
        if (!isPassedOver) this.follow(absolute, file)
      } else if (entry.isDirectory()) {
        this.enter({ absolute, file: `${file}/` }, isPassedOver || passedOver.has(name))
      } else if (entry.isFile()) {
        this.take({ absolute, file }, !isPassedOver && manifestName.test(name))
      }
    }
  }

  private take(found: FoundFile, isManifest: boolean): void {
    if (isManifest) this.holdsManifest = true
    const files = isManifest ? this.manifests : this.others
    files.set(found.absolute, found)
  }

  /** A link counts as what it leads to, under the name of that: a file is judged once. */
  private follow(absolute: string, file: string): void {
    try {
      const target = realpathSync(absolute)
      if (target !== this.real && !target.startsWith(this.real + sep)) {
        this.problems.push(
          problem(
            'link-leaves-folder',
            file,
            'it is a link that leads out of the folder, and is not followed',
            'copy the file, or name it itself',
          ),
        )
        return
      }
      const below = target.slice(this.real.length)
      const found = {
        absolute: this.root.absolute + below,
        file: this.root.file + below.slice(1).split(sep).join('/'),
      }
      if (!statSync(target).isDirectory()) {
        if (manifestName.test(file)) this.take(found, true)
        return
      }
      if (this.linkedTo.has(target)) return
      this.linkedTo.add(target)
      this.enter({ ...found, file: below === '' ? this.root.file : `${found.file}/` }, false)
    } catch (error) {
      this.problems.push(unreadable(file, error))
    }
  }
}

function nothingToJudge(file: string): Problem {
  return problem(
    'nothing-to-judge',
    file,
    'there is no .yaml, .yml or .json file below it: nothing would be judged, and that is no success',
    'name a folder that holds manifests',
  )
}

function shownPath(folder: string, absolute: string): string {
  const path = relative(folder, absolute) || '.'
  return (path.startsWith('..') ? absolute : path).split(sep).join('/')
}

/** A path that cannot be read, as the system says why. */
export function unreadable(file: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const why = code === 'ENOENT' ? 'it does not exist' : `it cannot be read (${code})`
  return problem('unreadable-path', file, why, 'correct the path, or its permissions')
}

export function problem(id: string, file: string, message: string, hint: string): Problem {
  return { id, severity: 'error', where: { file }, message, hint }
}
