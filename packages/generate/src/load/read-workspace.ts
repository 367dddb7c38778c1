import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareText, type Problem, SkyError } from '@skyctl/core'
import type { ModuleSources } from './module-sources.ts'

/** What stands on disk before anything is parsed: the only place where the pipeline reads the workspace. */
export interface WorkspaceFiles {
  /** Text of every file in `environments/`, by path relative to the workspace. */
  readonly environments: ReadonlyMap<string, string>
  readonly apps: readonly ModuleFile[]
  readonly components: readonly ModuleFile[]
  readonly problems: readonly Problem[]
}

/** Text of environment files, by path, that is read instead of what stands on disk. */
export type Overlay = ReadonlyMap<string, string>

export interface ModuleFile {
  /** Name of the folder, which is the name of the app or component. */
  readonly name: string
  /** Path relative to the workspace. */
  readonly path: string
}

/**
 * Changes with every byte that a workspace is made of: its files, and the sources that its modules are bundled from.
 * Undefined where those are not known.
 */
export function digestOfWorkspace(
  files: WorkspaceFiles,
  sources: Pick<ModuleSources, 'digestOf'>,
): string | undefined {
  const modules = modulePaths(files).map((path) => sources.digestOf(path))
  if (modules.includes(undefined)) return undefined
  return createHash('sha256')
    .update(JSON.stringify([[...files.environments], modulePaths(files), modules]))
    .digest('hex')
}

/** Every module, apps first, in the order in which they are bundled. */
export function modulePaths({ apps, components }: WorkspaceFiles): string[] {
  return [...apps, ...components].map((module) => module.path)
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/**
 * Lists the modules and reads the environments of a workspace.
 *
 * @throws SkyError `no-workspace` (exit 2) where the folder is none.
 */
export function readWorkspace(root: string, overlay: Overlay = new Map()): WorkspaceFiles {
  const onDisk = readEnvironments(root)
  const environments = new Map(
    [...onDisk].map(([path, text]) => [path, overlay.get(path) ?? text] as const),
  )
  const apps = listModules(root, 'apps', 'app.ts')
  const components = listModules(root, 'platform', 'component.ts')
  const problems = [...apps.problems, ...components.problems]
  const taken = new Map(apps.modules.map((app) => [app.name, app.path]))
  for (const component of components.modules) {
    const other = taken.get(component.name)
    if (other === undefined) continue
    problems.push({
      id: 'duplicate-name',
      severity: 'error',
      where: { file: component.path },
      message: `'${component.name}' is also the name of an app (${other}); both would own the same files`,
      hint: 'rename one of the two folders',
    })
  }
  return { environments, apps: apps.modules, components: components.modules, problems }
}

function readEnvironments(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'environments')
  if (!existsSync(folder)) {
    throw new SkyError(
      [
        {
          id: 'no-workspace',
          severity: 'error',
          where: {},
          message: `there is no folder 'environments' here, so this is not a workspace: ${root}`,
          hint: 'run skyctl in the root of the workspace, or name it with -C',
        },
      ],
      { exitCode: 2 },
    )
  }
  return new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort(compareText)
      .map((name) => [`environments/${name}`, readFileSync(join(folder, name), 'utf8')]),
  )
}

function listModules(
  root: string,
  folder: string,
  file: string,
): { modules: ModuleFile[]; problems: Problem[] } {
  if (!existsSync(join(root, folder))) return { modules: [], problems: [] }
  const modules: ModuleFile[] = []
  const problems: Problem[] = []
  const names = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(compareText)
  for (const name of names) {
    const path = `${folder}/${name}/${file}`
    if (!existsSync(join(root, path))) {
      problems.push({
        id: 'no-definition',
        severity: 'error',
        where: { file: `${folder}/${name}` },
        message: `the folder has no ${file}, so nothing is generated for it`,
        hint: `add ${path}, or remove the folder`,
      })
    } else if (!dnsLabel.test(name)) {
      problems.push({
        id: 'invalid-name',
        severity: 'error',
        where: { file: path },
        message: `'${name}' cannot name Kubernetes objects`,
        hint: 'name the folder in lower-case letters, digits and hyphens, at most 63',
      })
    } else {
      modules.push({ name, path })
    }
  }
  return { modules, problems }
}
