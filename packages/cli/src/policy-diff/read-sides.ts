import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compareText, SkyError } from '@skyctl/core'
import {
  listFiles,
  type ReadFile,
  readSource,
  readText,
  type SourceText,
} from '@skyctl/generate/manifests'
import { readRevision } from '@skyctl/tree-lib'

/** The manifests of one side of a comparison, by environment: '' where they are no generated tree. */
export type Side = ReadonlyMap<string, readonly ReadFile[]>

export interface SideInputs {
  /** Working folder, absolute. */
  readonly folder: string
  /** A folder, or a revision whose `generated/` is meant. */
  readonly name: string
}

/** Reads texts once, however many sides hold them: most files of two revisions are the same. */
export type ReadOnce = (source: SourceText) => ReadFile

export function createReadOnce(): ReadOnce {
  const known = new Map<string, ReadFile>()
  return (source) => {
    const key = `${source.file}\u0000${source.text}`
    const found = known.get(key) ?? readSource(source)
    known.set(key, found)
    return found
  }
}

const isManifest = (path: string) => /\.(yaml|yml|json)$/.test(path)

/**
 * One side of a comparison: a folder as it lies there, or `generated/` at a revision, from git's objects.
 *
 * @throws SkyError exit code 2 where it cannot be read, with all problems.
 */
export function readSide({ folder, name }: SideInputs, read: ReadOnce): Side {
  const path = resolve(folder, name)
  const texts =
    existsSync(path) && statSync(path).isDirectory()
      ? textsOfFolder(folder, name)
      : textsOfRevision(folder, name)
  return byEnvironment(texts, read)
}

function byEnvironment(texts: readonly Placed[], read: ReadOnce): Side {
  const files = texts.map(({ environment, source }) => ({ environment, file: read(source) }))
  const problems = files.flatMap(({ file }) => file.problems)
  if (problems.length > 0) throw new SkyError(problems, { exitCode: 2 })
  const found = new Map<string, ReadFile[]>()
  for (const { environment, file } of files) {
    const known = found.get(environment)
    if (known === undefined) found.set(environment, [file])
    else known.push(file)
  }
  return found
}

interface Placed {
  readonly environment: string
  readonly source: SourceText
}

function textsOfRevision(folder: string, revision: string): readonly Placed[] {
  const files = readRevision({
    workspace: folder,
    revision,
    folder: 'generated',
    isWanted: isManifest,
  })
  return placed(files)
}

/** Texts by their path relative to `generated/`. */
function placed(files: ReadonlyMap<string, string>): readonly Placed[] {
  return [...files].map(([path, text]) => ({
    environment: path.split('/')[0] ?? '',
    source: { file: `generated/${path}`, text },
  }))
}

/** A side that is in memory: texts by their path relative to `generated/`. */
export function sideOf(files: ReadonlyMap<string, string>, read: ReadOnce): Side {
  const manifests = [...files]
    .filter(([path]) => isManifest(path))
    .sort(([a], [b]) => compareText(a, b))
  return byEnvironment(placed(new Map(manifests)), read)
}

/** A folder of environments, each with a profile; any other folder is one world. */
function textsOfFolder(folder: string, name: string): readonly Placed[] {
  const path = resolve(folder, name)
  const environments = readdirSync(path).filter((one) =>
    existsSync(join(path, one, 'world', 'profile.yaml')),
  )
  const { manifests, problems } = listFiles(path, ['.'])
  const outcomes = manifests.map((found) => readText(found))
  const faults = [...problems, ...outcomes.filter((outcome) => 'id' in outcome)]
  if (faults.length > 0) throw new SkyError(faults, { exitCode: 2 })
  return outcomes
    .filter((outcome) => 'text' in outcome)
    .flatMap((source): Placed[] => {
      const first = source.file.split('/')[0] ?? ''
      if (environments.length === 0) return [{ environment: '', source }]
      return environments.includes(first)
        ? [{ environment: first, source: { ...source, file: `generated/${source.file}` } }]
        : []
    })
}
