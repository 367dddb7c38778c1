import {
  type AppOverride,
  type AppSpec,
  type Edge,
  type Environment,
  type EnvVar,
  type FactDefinition,
  factMarker,
  iamRoleName,
  type Listener,
  type Reference,
  teamNamespace,
  type Unit,
  type Workload,
} from '@skyctl/model'
import type { LoadedApp } from '../load/workspace.ts'
import { awsEndpoints } from './aws-endpoints.ts'
import { resolveStatements } from './iam-statements.ts'
import { selectorLabels, unitLabels } from './labels.ts'

const databasePorts = { postgres: 5432, mysql: 3306 } as const

/** The port of a database: its own, or its engine's. */
export function databasePort(
  database: Pick<AppSpec['talksTo']['databases'][string], 'engine' | 'port'>,
): number {
  return database.port ?? databasePorts[database.engine]
}

/** Resolves an app for one environment: overrides applied, references replaced by what they stand for. */
export function appUnit(
  app: LoadedApp,
  environment: Environment,
  apps: ReadonlyMap<string, LoadedApp>,
): Unit {
  const spec = applyOverride(app.spec, environment.apps[app.name])
  const namespace = appNamespace(app, environment)
  const selector = selectorLabels(app.name, environment)
  const facts: FactDefinition[] = []
  const env = Object.entries(spec.env).map(([name, value]) =>
    typeof value === 'string'
      ? { name, value }
      : resolveReference(name, value, { app, environment, apps, facts }),
  )
  return {
    kind: 'app',
    name: app.name,
    team: spec.team,
    namespace,
    origin: app.origin,
    description: spec.description,
    workloads: [workloadOf(app.name, spec, namespace, selector, environment)],
    listens: listenersOf(app.name, spec),
    talksTo: edgesOf(spec, environment, apps),
    iam:
      spec.iam.length === 0
        ? []
        : [
            {
              name: iamRoleName(environment, app.name),
              serviceAccount: app.name,
              namespace,
              statements: resolveStatements(spec.iam, environment),
            },
          ],
    secrets: Object.entries(spec.secrets).map(([name, secret]) => ({
      name: `${app.name}-${name}`,
      namespace,
      remote: `${environment.cluster.name}/${secret.from}`,
    })),
    backup: spec.backup,
    crds: [],
    namespaces: [
      { name: namespace, podSecurity: environment.teams[spec.team]?.podSecurity ?? 'restricted' },
    ],
    dependsOn: spec.dependsOn,
    objects: [],
    chartObjects: [],
    chartKinds: [],
    chart: undefined,
    bootstrap: undefined,
    buckets: [],
    app: {
      spec,
      env,
      host: hostOf(app.name, spec, environment),
      image: imageReference(spec.image),
    },
    facts,
    tags: { ...environment.tags, ...spec.tags },
  }
}

export function appNamespace(app: LoadedApp, environment: Environment): string {
  return app.spec.namespace ?? teamNamespace(environment, app.spec.team)
}

/** The image that an app runs in one environment: the app's own, with what the environment replaces. */
export function appImage(app: LoadedApp, environment: Environment): AppSpec['image'] {
  return applyOverride(app.spec, environment.apps[app.name]).image
}

/** `repository:tag`, with `@sha256:...` where a digest is known. */
export function imageReference(image: AppSpec['image']): string {
  const tagged = `${image.repository}:${image.tag}`
  return image.digest === undefined ? tagged : `${tagged}@${image.digest}`
}

/** Host of an app's ingress in one environment, in full; undefined where it has none. */
export function hostOf(name: string, spec: AppSpec, environment: Environment): string | undefined {
  if (!('ingress' in spec) || spec.ingress === undefined) return undefined
  const override = environment.apps[name]?.host
  if (override !== undefined) return override
  return spec.ingress.host === undefined
    ? environment.domain
    : `${spec.ingress.host}.${environment.domain}`
}

function applyOverride(spec: AppSpec, override: AppOverride | undefined): AppSpec {
  if (override === undefined) return spec
  const { replicas, resources, image } = override
  const changed: AppSpec = {
    ...spec,
    // A new tag drops the digest of the old one: the digest belongs to the bytes, not to the app.
    image: image === undefined ? spec.image : overrideImage(spec.image, image),
    resources: {
      cpu: resources?.cpu ?? spec.resources.cpu,
      memory: resources?.memory ?? spec.resources.memory,
    },
  }
  if (replicas === undefined) return changed
  if (changed.kind === 'Deployment' && changed.scaling !== undefined) {
    return {
      ...changed,
      scaling: {
        ...changed.scaling,
        min: replicas.min ?? changed.scaling.min,
        max: replicas.max ?? changed.scaling.max,
      },
    }
  }
  if (changed.kind === 'Deployment' || changed.kind === 'StatefulSet') {
    return { ...changed, replicas: replicas.min ?? changed.replicas ?? 1 }
  }
  return changed
}

function overrideImage(
  image: AppSpec['image'],
  override: NonNullable<AppOverride['image']>,
): AppSpec['image'] {
  const tag = override.tag ?? image.tag
  const digest = override.digest ?? (tag === image.tag ? image.digest : undefined)
  return { repository: image.repository, tag, ...(digest !== undefined && { digest }) }
}

interface Scope {
  readonly app: LoadedApp
  readonly environment: Environment
  readonly apps: ReadonlyMap<string, LoadedApp>
  /** Filled with the facts that are asked for. */
  readonly facts: FactDefinition[]
}

function resolveReference(name: string, reference: Reference, scope: Scope): EnvVar {
  switch (reference.ref) {
    case 'secret':
      return { name, secret: `${scope.app.name}-${reference.secret}`, key: reference.key }
    case 'field':
      return { name, fieldPath: reference.path }
    case 'environment':
      return { name, value: scope.environment[reference.field] }
    case 'fact':
      scope.facts.push(reference.fact)
      return { name, value: factValue(reference.fact, scope.environment) }
    case 'address':
      return { name, value: addressValue(reference, scope) }
  }
}

/** A fact's value, or a marker that holds back whatever object it ends up in. */
export function factValue(fact: FactDefinition, environment: Environment): string {
  return environment.facts[fact.name] ?? factMarker(fact.name)
}

function addressValue(
  reference: Extract<Reference, { ref: 'address' }>,
  { environment, apps }: Scope,
): string {
  const callee = apps.get(reference.app)
  const port = callee?.spec.ports[reference.port]
  if (callee === undefined || port === undefined) {
    throw new Error(`address of ${reference.app}:${reference.port} was not checked at load`)
  }
  // Fully qualified up to `svc`: short enough to read, and resolved without walking the search list of other namespaces.
  const host = `${callee.name}.${appNamespace(callee, environment)}.svc.cluster.local`
  // A headless Service has no translation of ports: its clients reach the container port.
  const number = callee.spec.kind === 'StatefulSet' ? port.port : (port.servicePort ?? port.port)
  if (reference.form === 'host') return host
  return reference.form === 'http-url' ? `http://${host}:${number}` : `${host}:${number}`
}

function workloadOf(
  name: string,
  spec: AppSpec,
  namespace: string,
  selector: Readonly<Record<string, string>>,
  environment: Environment,
): Workload {
  return {
    kind: spec.kind,
    name,
    namespace,
    labels: unitLabels({ name, team: spec.team, version: spec.image.tag }, environment),
    selector,
    serviceAccount: name,
    ports: Object.entries(spec.ports).map(([port, { port: number, protocol }]) => ({
      name: port,
      port: number,
      protocol,
    })),
    hostNetwork: spec.security.hostNetwork,
    image: imageReference(spec.image),
  }
}

function listenersOf(name: string, spec: AppSpec): Listener[] {
  return Object.entries(spec.ports).map(([port, value]) => ({
    service: name,
    name: port,
    port: value.port,
    servicePort: value.servicePort ?? value.port,
    protocol: value.protocol,
    appProtocol: value.appProtocol,
    openTo: value.openTo,
    ...(value.l7Visibility && { l7Visibility: true }),
  }))
}

function edgesOf(
  spec: AppSpec,
  environment: Environment,
  apps: ReadonlyMap<string, LoadedApp>,
): Edge[] {
  const edges: Edge[] = []
  for (const [target, ports] of Object.entries(spec.talksTo.apps)) {
    const callee = apps.get(target)
    if (callee === undefined) throw new Error(`talksTo ${target} was not checked at load`)
    for (const port of [ports].flat()) {
      edges.push({ to: 'unit', unit: target, namespace: appNamespace(callee, environment), port })
    }
  }
  for (const [name, database] of Object.entries(spec.talksTo.databases)) {
    edges.push({
      to: 'database',
      name: `${environment.cluster.name}-${name}`,
      engine: database.engine,
      port: databasePort(database),
      ...(database.replicaOf !== undefined && {
        replicaOf: `${environment.cluster.name}-${database.replicaOf}`,
      }),
    })
  }
  const hosts = new Map(Object.entries(spec.talksTo.hosts))
  for (const host of awsEndpoints(spec.iam, environment)) {
    if (!hosts.has(host)) hosts.set(host, [443])
  }
  for (const [host, ports] of hosts) {
    for (const port of ports) edges.push({ to: 'host', host, port })
  }
  if (spec.serviceAccountToken) edges.push({ to: 'kube-apiserver' })
  return edges
}
