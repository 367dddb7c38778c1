import { type Problem, SkyError, suggestionHint } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { environmentsOf } from '../load/app-rules.ts'
import { parseYaml } from '../load/parse-yaml.ts'
import type { LoadedApp, Workspace } from '../load/workspace.ts'
import { appImage } from '../units/app-unit.ts'
import { readEditable } from './environment-text.ts'
import { parseImageReference } from './image-reference.ts'
import type { PinnedImage } from './set-image.ts'

/** What is to be released: an image that is named, or the one that another environment runs. */
export type ReleaseRequest = {
  readonly app: string
  /** Environments that shall run it. */
  readonly environments: readonly string[]
} & (
  | { readonly kind: 'set'; readonly image: string }
  | { readonly kind: 'promote'; readonly from: string }
)

/** A request whose every name exists and fits. */
export interface ResolvedRelease {
  readonly app: LoadedApp
  readonly environments: readonly Environment[]
  /** The image that each environment shall run, by environment. */
  readonly imageFor: (environment: Environment) => PinnedImage
}

/**
 * Looks up what a request names.
 *
 * @throws SkyError with every fault of the request: exit code 2 where it is wrong, 1 where what it asks to promote has no digest.
 */
export function resolveRequest(workspace: Workspace, request: ReleaseRequest): ResolvedRelease {
  const faults: Problem[] = []
  const fault = (id: string, message: string, hint: string) =>
    faults.push({ id, severity: 'error', where: {}, message, hint })

  const app = workspace.apps.find(({ name }) => name === request.app)
  if (app === undefined) {
    const component = workspace.components.find(({ name }) => name === request.app)
    fault(
      'unknown-app',
      component === undefined
        ? `no app is called '${request.app}'`
        : `'${request.app}' is a component, whose chart chooses its images`,
      component === undefined
        ? suggestionHint(
            request.app,
            workspace.apps.map(({ name }) => name),
          )
        : `change the chart's version or values in ${component.origin.replace('component.ts', 'values.ts')}`,
    )
  }
  const known = new Map(workspace.environments.map((one) => [one.name, one]))
  const names = [...(request.kind === 'promote' ? [request.from] : []), ...request.environments]
  for (const name of new Set(names)) {
    if (!known.has(name)) {
      fault(
        'unknown-environment',
        `there is no environment '${name}'`,
        suggestionHint(name, known.keys()),
      )
    } else if (app !== undefined) {
      const runsIn = environmentsOf(app, workspace.environments)
      if (runsIn.includes(name)) continue
      fault(
        'absent-app',
        `${app.name} does not run in ${name}, so no image can be released there`,
        `it runs in ${runsIn.join(', ')}: 'environments' in ${app.origin} says so`,
      )
    }
  }
  if (request.kind === 'promote' && request.environments.includes(request.from)) {
    const message = `${request.from} cannot be promoted to itself`
    fault('same-environment', message, 'name another environment with --to')
  }
  const wanted = request.kind === 'set' ? parseImage(request.image, app, fault) : undefined
  if (faults.length > 0 || app === undefined) throw new SkyError(faults, { exitCode: 2 })

  const environments = workspace.environments.filter(({ name }) =>
    request.environments.includes(name),
  )
  const source = request.kind === 'promote' ? known.get(request.from) : undefined
  const promoted = source === undefined ? undefined : promotedImage(app, source, workspace.root)
  return {
    app,
    environments,
    imageFor: (environment) =>
      promoted ?? {
        tag: wanted?.tag ?? appImage(app, environment).tag,
        digest: wanted?.digest ?? '',
      },
  }
}

function parseImage(
  text: string,
  app: LoadedApp | undefined,
  fault: (id: string, message: string, hint: string) => void,
) {
  const reference = parseImageReference(text)
  if ('message' in reference) {
    fault('invalid-image', reference.message, reference.hint)
    return undefined
  }
  const own = app?.spec.image.repository
  if (app !== undefined && reference.repository !== undefined && reference.repository !== own) {
    fault(
      'foreign-repository',
      `'${reference.repository}' is not the repository of ${app.name}, which is ${own}`,
      `an environment chooses tag and digest only; image.repository in ${app.origin} says where images come from, for all of them`,
    )
  }
  return reference
}

function promotedImage(app: LoadedApp, source: Environment, root: string): PinnedImage {
  const { tag, digest } = appImage(app, source)
  if (digest !== undefined) return { tag, digest }
  const { file } = source
  const place = parseYaml(file, readEditable(root, file)).locateKey(['apps', app.name, 'image'])
  const problem: Problem = {
    id: 'unpinned-image',
    severity: 'error',
    where: { file, ...place },
    message: `${source.name} runs ${app.name} by tag only (${tag}): which bytes were tested there is not known, so they cannot be promoted`,
    hint: `pin it there first: skyctl image set ${app.name} :${tag}@sha256:... --env ${source.name}`,
  }
  throw new SkyError([problem])
}
