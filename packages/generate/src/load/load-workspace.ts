import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Problem, SkyError, sortProblems } from '@skyctl/core'
import { isComponentDefinition } from '@skyctl/model'
import { z } from 'zod'
import { locateFindings } from '../checks/locate-findings.ts'
import { dependencyLayers } from '../units/dependency-layers.ts'
import { checkApp } from './app-rules.ts'
import { loadModules, moduleSources } from './bundle-modules.ts'
import { checkComponent } from './component-rules.ts'
import { checkDatabases } from './database-rules.ts'
import { checkHosts } from './host-rules.ts'
import { loadEnvironments } from './load-environments.ts'
import { locateInModule } from './locate-in-module.ts'
import { checkOverrides } from './override-rules.ts'
import { type ModuleProblem, moduleProblem, parseApp } from './parse-app.ts'
import { digestOfWorkspace, modulePaths, type Overlay, readWorkspace } from './read-workspace.ts'
import type { LoadedApp, LoadedComponent, Workspace } from './workspace.ts'

/**
 * Reads and judges a workspace: environments, apps, components, and what they say of one another.
 *
 * @param root Absolute path of the workspace.
 * @param overlay Environment files as they shall be read, for a change that is not written yet.
 * @throws SkyError with every problem found, where the workspace cannot be generated from.
 */
export async function loadWorkspace(root: string, overlay?: Overlay): Promise<Workspace> {
  const files = readWorkspace(root, overlay)
  const sources = moduleSources(root)
  const { exports } = await loadModules(root, modulePaths(files), sources)

  const moduleProblems: ModuleProblem[] = []
  const apps: LoadedApp[] = []
  for (const { name, path } of files.apps) {
    const parsed = parseApp(path, exports.get(path)?.default)
    if ('spec' in parsed) apps.push({ name, origin: path, spec: parsed.spec })
    else moduleProblems.push(...parsed.problems)
  }
  const components: LoadedComponent[] = []
  for (const { name, path } of files.components) {
    const definition = exports.get(path)?.default
    if (isComponentDefinition(definition)) components.push({ name, origin: path, definition })
    else moduleProblems.push(noComponent(path))
  }

  // The options of a component that did not load are open: they are no mistake of their own.
  const options = Object.fromEntries<z.ZodType>([
    ...files.components.map(({ name }) => [name, z.unknown()] as const),
    ...components.map(({ name, definition }) => [name, definition.input.options] as const),
  ])
  const loaded = loadEnvironments(files.environments, options, {
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
