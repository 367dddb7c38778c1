import { suggestionHint } from '@skyctl/core'
import type { Environment, Reference } from '@skyctl/model'
import { checkIam } from './iam-rules.ts'
import { type ModuleProblem, moduleProblem } from './parse-app.ts'
import type { LoadedApp, LoadedComponent } from './workspace.ts'

interface Known {
  readonly apps: ReadonlyMap<string, LoadedApp>
  readonly components: ReadonlyMap<string, LoadedComponent>
  readonly environments: readonly Environment[]
}

/** What an app says of others must be true: apps and ports, teams, environments, components, its own secrets. */
export function checkApp(app: LoadedApp, known: Known): ModuleProblem[] {
  return [
    ...checkTeams(app, known),
    ...checkEnvironments(app, known),
    ...checkTalksTo(app, known),
    ...checkReferences(app, known),
    ...checkDependsOn(app, known),
    ...checkFiles(app),
    ...checkIam(app, known.environments),
  ]
}

function checkTeams(app: LoadedApp, { environments }: Known): ModuleProblem[] {
  const teams = new Set(environments.flatMap((environment) => Object.keys(environment.teams)))
  const problems: ModuleProblem[] = []
  if (!teams.has(app.spec.team)) {
    problems.push(
      moduleProblem(
        app.origin,
        ['team'],
        'unknown-team',
        `no team is called '${app.spec.team}', so nobody would own ${app.name}`,
        suggestionHint(app.spec.team, teams),
      ),
    )
  }
  for (const [name, port] of Object.entries(app.spec.ports)) {
    if (port.openTo === 'all') continue
    port.openTo.forEach((team, index) => {
      if (teams.has(team)) return
      problems.push(
        moduleProblem(
          app.origin,
          ['ports', name, 'openTo', index],
          'unknown-team',
          `port '${name}' is open to team '${team}', which does not exist`,
          suggestionHint(team, teams),
        ),
      )
    })
  }
  return problems
}

function checkEnvironments(app: LoadedApp, { environments }: Known): ModuleProblem[] {
  const names = environments.map((environment) => environment.name)
  return (app.spec.environments ?? []).flatMap((name, index) =>
    names.includes(name)
      ? []
      : [
          moduleProblem(
            app.origin,
            ['environments', index],
            'unknown-environment',
            `there is no environment '${name}', so the app would not run there`,
            suggestionHint(name, names),
          ),
        ],
  )
}

/** Names of the environments in which an app runs. */
export function environmentsOf(app: LoadedApp, environments: readonly Environment[]): string[] {
  return app.spec.environments ?? environments.map((environment) => environment.name)
}

function checkTalksTo(app: LoadedApp, { apps, environments }: Known): ModuleProblem[] {
  const problems: ModuleProblem[] = []
  for (const [target, ports] of Object.entries(app.spec.talksTo.apps)) {
    const path = ['talksTo', 'apps', target]
    const callee = apps.get(target)
    if (callee === undefined) {
      problems.push(
        moduleProblem(
          app.origin,
          path,
          'unknown-app',
          `${app.name} talks to '${target}', but no app has that name`,
          suggestionHint(target, apps.keys()),
        ),
      )
      continue
    }
    const missing = environmentsOf(app, environments).filter(
      (name) => !environmentsOf(callee, environments).includes(name),
    )
    if (missing.length > 0) {
      problems.push(
        moduleProblem(
          app.origin,
          path,
          'absent-app',
          `${app.name} talks to ${target}, which does not run in ${missing.join(', ')}`,
          `restrict 'environments' of ${app.name}, or run ${target} there too`,
        ),
      )
    }
    for (const port of [ports].flat()) {
      problems.push(...checkPort(app, callee, port, path))
    }
  }
  return problems
}

function checkPort(
  app: LoadedApp,
  callee: LoadedApp,
  name: string,
  path: readonly (string | number)[],
): ModuleProblem[] {
  const port = Object.hasOwn(callee.spec.ports, name) ? callee.spec.ports[name] : undefined
  if (port === undefined) {
    return [
      moduleProblem(
        app.origin,
        path,
        'unknown-port',
        `${callee.name} has no port '${name}'`,
        suggestionHint(name, Object.keys(callee.spec.ports)),
      ),
    ]
  }
  if (
    port.openTo !== 'all' &&
    app.spec.team !== callee.spec.team &&
    !port.openTo.includes(app.spec.team)
  ) {
    return [
      moduleProblem(
        app.origin,
        path,
        'closed-port',
        `port '${name}' of ${callee.name} is not open to team ${app.spec.team}, which owns ${app.name}`,
        `ask team ${callee.spec.team} to add it to 'openTo' in ${callee.origin}`,
      ),
    ]
  }
  return []
}

function checkReferences(app: LoadedApp, { apps }: Known): ModuleProblem[] {
  return Object.entries(app.spec.env).flatMap(([name, value]) =>
    typeof value === 'string' ? [] : checkReference(app, ['env', name], value, apps),
  )
}

function checkReference(
  app: LoadedApp,
  path: readonly string[],
  reference: Reference,
  apps: ReadonlyMap<string, LoadedApp>,
): ModuleProblem[] {
  if (reference.ref === 'secret') {
    const secret = app.spec.secrets[reference.secret]
    if (secret === undefined) {
      return [
        moduleProblem(
          app.origin,
          path,
          'unknown-secret',
          `the app declares no secret '${reference.secret}'`,
          suggestionHint(reference.secret, Object.keys(app.spec.secrets)),
        ),
      ]
    }
    if (secret.keys[reference.key] === undefined) {
      return [
        moduleProblem(
          app.origin,
          path,
          'unknown-secret-key',
          `secret '${reference.secret}' has no key '${reference.key}'`,
          suggestionHint(reference.key, Object.keys(secret.keys)),
        ),
      ]
    }
  }
  if (reference.ref === 'address') {
    const callee = apps.get(reference.app)
    if (callee === undefined) {
      return [
        moduleProblem(
          app.origin,
          path,
          'unknown-app',
          `the address of '${reference.app}' is asked for, but no app has that name`,
          suggestionHint(reference.app, apps.keys()),
        ),
      ]
    }
    const declared = [app.spec.talksTo.apps[reference.app] ?? []].flat()
    if (callee.spec.ports[reference.port] !== undefined && !declared.includes(reference.port)) {
      return [
        moduleProblem(
          app.origin,
          path,
          'undeclared-connection',
          `the address of ${reference.app} port '${reference.port}' is used, but 'talksTo' does not name it, so network policies would cut the connection`,
          `add ${reference.app}: '${reference.port}' to talksTo.apps`,
        ),
      ]
    }
    return callee.spec.ports[reference.port] === undefined
      ? checkPort(app, callee, reference.port, path)
      : []
  }
  return []
}

function checkDependsOn(app: LoadedApp, { components, apps }: Known): ModuleProblem[] {
  return app.spec.dependsOn.flatMap((name, index) => {
    if (components.has(name)) return []
    return [
      moduleProblem(
        app.origin,
        ['dependsOn', index],
        'unknown-component',
        apps.has(name)
          ? `${app.name} depends on the app ${name}; apps wait for the platform, never for apps`
          : `there is no component '${name}' in platform/`,
        apps.has(name)
          ? 'use talksTo, and let the app retry until the other answers'
          : suggestionHint(name, components.keys()),
      ),
    ]
  })
}

/** Config files become keys of one ConfigMap, named after the file: two directories cannot hold the same name. */
function checkFiles(app: LoadedApp): ModuleProblem[] {
  const seen = new Map<string, string>()
  return Object.keys(app.spec.files).flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const other = seen.get(name)
    seen.set(name, path)
    if (other === undefined) return []
    return [
      moduleProblem(
        app.origin,
        ['files', path],
        'duplicate-file-name',
        `${path} and ${other} have the same file name, which is their key in the ConfigMap`,
        'rename one of them',
      ),
    ]
  })
}
