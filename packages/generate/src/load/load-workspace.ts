import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Problem, SkyError, sortProblems } from '@skyctl/core'
import { isComponentDefinition } from '@skyctl/model'
import { z } from 'zod'
import { locateFindings } from '../checks/locate-findings.ts'
import type { Memory } from '../memory/memory.ts'
import { dependencyLayers } from '../units/dependency-layers.ts'
import { checkApp } from './app-rules.ts'
import { loadModules, moduleSources } from './bundle-modules.ts'
import { checkComponent } from './component-rules.ts'
import { checkDatabases } from './database-rules.ts'
import { checkHosts } from './host-rules.ts'
import { loadEnvironments } from './load-environments.ts'
import { locateInModule } from './locate-in-module.ts'
import type { ModuleSources } from './module-sources.ts'
import { checkOverrides } from './override-rules.ts'
import { type ModuleProblem, moduleProblem, parseApp } from './parse-app.ts'
import { digestOfWorkspace, modulePaths, type Overlay, readWorkspace } from './read-workspace.ts'
import { keepApp, recallApp } from './recall-apps.ts'
import type { LoadedApp, LoadedComponent, Workspace } from './workspace.ts'

export interface LoadOptions {
  /** Environment files as they shall be read, for a change that is not written yet. */
  readonly overlay?: Overlay
  /** Apps that earlier runs parsed. Their modules are not evaluated: see {@link evaluateApps}. */
  readonly memory?: Memory
  /** What modules are made of, where somebody has looked already. */
  readonly sources?: ModuleSources
}

/**
 * Reads and judges a workspace: environments, apps, components, and what they say of one another.
 *
 * @param root Absolute path of the workspace.
 * @throws SkyError with every problem found, where the workspace cannot be generated from.
 */
export async function loadWorkspace(root: string, options: LoadOptions = {}): Promise<Workspace> {
  const { overlay, memory, sources = moduleSources(root) } = options
  const files = readWorkspace(root, overlay)
  const recalled = new Map(
    files.apps.map(({ name, path }) => [
      path,
      recallApp({ name, origin: path, source: sources.digestOf(path) }, memory),
    ]),
  )
  const unknown = modulePaths(files).filter((path) => recalled.get(path) === undefined)
  const { exports } = await loadModules(root, unknown, sources)

  const moduleProblems: ModuleProblem[] = []
  const apps: LoadedApp[] = []
  for (const { name, path } of files.apps) {
    const known = recalled.get(path)
    if (known !== undefined) {
      apps.push(known)
      continue
    }
    const parsed = parseApp(path, exports.get(path)?.default)
    if ('spec' in parsed) {
      const app = { name, origin: path, spec: parsed.spec, source: sources.digestOf(path) }
      apps.push(keepApp(app, memory))
    } else moduleProblems.push(...parsed.problems)
  }
  const components: LoadedComponent[] = []
  for (const { name, path } of files.components) {
    const definition = exports.get(path)?.default
    if (isComponentDefinition(definition)) components.push({ name, origin: path, definition })
    else moduleProblems.push(noComponent(path))
  }

  // The options of a component that did not load are open: they are no mistake of their own.
  const componentOptions = Object.fromEntries<z.ZodType>([
    ...files.components.map(({ name }) => [name, z.unknown()] as const),
    ...components.map(({ name, definition }) => [name, definition.input.options] as const),
  ])
  const loaded = loadEnvironments(files.environments, componentOptions, {
    apps: files.apps.map((app) => app.name),
  })
  const problems: Problem[] = [...files.problems, ...loaded.problems]
  // An app that did not parse is known by name: others that talk to it have no problem of their own.
  if (moduleProblems.length === 0 && !loaded.problems.some(isError)) {
    const known = {
      apps: new Map(apps.map((app) => [app.name, app])),
      components: new Map(components.map((component) => [component.name, component])),
      environments: loaded.environments,
    }
    moduleProblems.push(...apps.flatMap((app) => checkApp(app, known)))
    moduleProblems.push(...components.flatMap((one) => checkComponent(one, known.environments)))
    moduleProblems.push(...checkHosts(apps, loaded.environments))
    moduleProblems.push(...checkDatabases(apps))
    problems.push(...loaded.located.flatMap((located) => checkOverrides(located, known.apps)))
    problems.push(
      ...dependencyLayers(
        components.map(({ name, origin, definition }) => ({
          name,
          origin,
          dependsOn: definition.input.dependsOn ?? [],
        })),
      ).problems,
    )
  }
  problems.push(...(await locateProblems(root, moduleProblems)))
  if (problems.some(isError)) throw new SkyError(sortProblems(await locateFindings(root, problems)))
  return {
    root,
    digest: digestOfWorkspace(files, sources),
    environments: loaded.environments,
    apps,
    components,
    problems,
  }
}

/**
 * The same workspace with the modules of these apps evaluated, so that what they construct can be asked for.
 *
 * @param names Default: all.
 * @throws SkyError where one of them has become wrong since it was recalled.
 */
export async function evaluateApps(
  workspace: Workspace,
  names: readonly string[] | undefined,
): Promise<Workspace> {
  const { root } = workspace
  const chosen = new Set(names ?? workspace.apps.map(({ name }) => name))
  const wanted = workspace.apps.filter(({ name }) => chosen.has(name))
  const sources = moduleSources(root)
  const { exports } = await loadModules(
    root,
    wanted.map(({ origin }) => origin),
    sources,
  )
  const problems: ModuleProblem[] = []
  const evaluated = new Map(
    wanted.flatMap((app) => {
      const parsed = parseApp(app.origin, exports.get(app.origin)?.default)
      if ('spec' in parsed) return [[app.name, { ...app, spec: parsed.spec }] as const]
      problems.push(...parsed.problems)
      return []
    }),
  )
  if (problems.length > 0) throw new SkyError(await locateProblems(root, problems))
  // An edit between the two readings is for the next run: this one must not be remembered as if it had seen one of them.
  const isSame = wanted.every(({ origin, source }) => sources.digestOf(origin) === source)
  return {
    ...workspace,
    digest: isSame ? workspace.digest : undefined,
    apps: workspace.apps.map((app) => {
      const one = evaluated.get(app.name) ?? app
      return isSame ? one : { ...one, source: undefined }
    }),
  }
}

function isError(problem: Problem): boolean {
  return problem.severity === 'error'
}

function noComponent(path: string): ModuleProblem {
  return moduleProblem(
    path,
    [],
    'no-definition',
    'the default export is not a component',
    'write `export default defineComponent({ ... })`',
  )
}

/** Gives each problem of a module the line and column of the property that it is about. */
export async function locateProblems(
  root: string,
  problems: readonly ModuleProblem[],
): Promise<Problem[]> {
  return Promise.all(
    problems.map(async ({ module, path, problem }) => ({
      ...problem,
      where: {
        file: module,
        ...(await locateInModule(readFileSync(join(root, module), 'utf8'), path)),
      },
    })),
  )
}
