import type { Environment } from '@skyctl/model'
import { hostOf } from '../units/app-unit.ts'
import { environmentsOf } from './app-rules.ts'
import { type ModuleProblem, moduleProblem } from './parse-app.ts'
import type { LoadedApp } from './workspace.ts'

interface Route {
  readonly app: LoadedApp
  readonly environment: Environment
  readonly host: string
  readonly path: string
}

/**
 * One host and path leads to one app: within an environment, and across environments, except where one stands by for
 * the other and serves the same hosts after a failover.
 */
export function checkHosts(
  apps: readonly LoadedApp[],
  environments: readonly Environment[],
): ModuleProblem[] {
  const routes = environments.flatMap((environment) =>
    apps
      .filter((app) => environmentsOf(app, environments).includes(environment.name))
      .flatMap((app) => routeOf(app, environment) ?? []),
  )
  const seen = new Map<string, Route[]>()
  const problems: ModuleProblem[] = []
  for (const route of routes) {
    const key = `${route.host} ${route.path}`
    const others = seen.get(key) ?? []
    const clash = others.find((other) => clashes(route, other))
    if (clash !== undefined) problems.push(clashProblem(route, clash))
    seen.set(key, [...others, route])
  }
  return problems
}

function routeOf(app: LoadedApp, environment: Environment): Route | undefined {
  const host = hostOf(app.name, app.spec, environment)
  if (host === undefined || !('ingress' in app.spec)) return undefined
  return { app, environment, host, path: app.spec.ingress?.path ?? '/' }
}

function clashes(a: Route, b: Route): boolean {
  if (a.environment === b.environment) return true
  const standsBy =
    a.environment.standbyFor === b.environment.name ||
    b.environment.standbyFor === a.environment.name
  return !(standsBy && a.app === b.app)
}

function clashProblem(route: Route, other: Route): ModuleProblem {
  const places =
    route.environment === other.environment
      ? `in ${route.environment.name}`
      : `in ${route.environment.name} and in ${other.environment.name}`
  return moduleProblem(
    route.app.origin,
    ['ingress'],
    'duplicate-route',
    `${route.app.name} and ${other.app.name} both serve https://${route.host}${route.path} ${places}; the load balancer would send all of it to one of them`,
    `change 'host' or 'path' of one (the other is ${other.app.origin})`,
  )
}
