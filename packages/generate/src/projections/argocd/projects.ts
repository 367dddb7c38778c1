import { compareText, groupOf, type Manifest } from '@skyctl/core'
import type { Environment, GroupKind, Unit } from '@skyctl/model'
import { argocdNamespace, inCluster } from './applications.ts'

/** The project of everything in `platform/`: no team has that name. */
export const componentsProject = 'platform-components'

/** The project of the root Application, which alone may create Applications and projects. */
export const rootProject = 'root'

/** What any chart may bring: its kinds, and rights for what it runs. */
const everyChart: readonly GroupKind[] = [
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
]

/**
 * One AppProject a team: only its own repository, its own namespaces, and the kinds that its apps really have in
 * the tree. A team's project may create nothing that is cluster-scoped.
 *
 * @param kinds Kinds that the tree holds, by unit name.
 */
export function appProjects(
  units: readonly Unit[],
  environment: Environment,
  kinds: ReadonlyMap<string, readonly ManifestKind[]>,
): Manifest[] {
  const apps = units.filter((unit) => unit.kind === 'app')
  const components = units.filter((unit) => unit.kind === 'component')
  const teams = [...new Set(apps.map((unit) => unit.team))].sort()
  return [
    project(rootProject, environment, {
      description: 'The Application of Applications, and nothing else',
      sourceRepos: [environment.repository.url],
      namespaces: [argocdNamespace],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
      ],
    }),
    ...teams.map((team) =>
      teamProject(
        team,
        apps.filter((unit) => unit.team === team),
        environment,
        kinds,
      ),
    ),
    ...(components.length > 0 ? [platformProject(components, environment, kinds)] : []),
  ]
}

/** A kind that a unit has in the tree, and whether its objects have a namespace. */
export interface ManifestKind extends GroupKind {
  readonly namespace: string
}

export function manifestKind(manifest: Manifest): ManifestKind {
  return {
    group: groupOf(manifest.apiVersion),
    kind: manifest.kind,
    namespace: manifest.metadata.namespace ?? '',
  }
}

function teamProject(
  team: string,
  apps: readonly Unit[],
  environment: Environment,
  kinds: ReadonlyMap<string, readonly ManifestKind[]>,
): Manifest {
  const held = apps.flatMap((unit) => kinds.get(unit.name) ?? [])
  return project(team, environment, {
    description: environment.teams[team]?.description ?? `Apps of team ${team}`,
    sourceRepos: [environment.repository.url],
    namespaces: apps.map((unit) => unit.namespace).concat(namespacesOf(held)),
    clusterResourceWhitelist: distinctKinds(held.filter((kind) => kind.namespace === '')),
    namespaceResourceWhitelist: distinctKinds(
      held.filter((kind) => kind.namespace !== '').flatMap((kind) => [kind, ...childrenOf(kind)]),
    ),
  })
}

/**
 * What controllers make of a kind. Argo CD shows a team only what its project lists: without these it would see neither
 * its pods nor their logs.
 */
const children: Readonly<Record<string, readonly GroupKind[]>> = {
  'apps/Deployment': [
    { group: 'apps', kind: 'ReplicaSet' },
    { group: '', kind: 'Pod' },
  ],
  'apps/StatefulSet': [
    { group: 'apps', kind: 'ControllerRevision' },
    { group: '', kind: 'PersistentVolumeClaim' },
    { group: '', kind: 'Pod' },
  ],
  'apps/DaemonSet': [
    { group: 'apps', kind: 'ControllerRevision' },
    { group: '', kind: 'Pod' },
  ],
  'batch/CronJob': [
    { group: 'batch', kind: 'Job' },
    { group: '', kind: 'Pod' },
  ],
  'batch/Job': [{ group: '', kind: 'Pod' }],
  '/Service': [{ group: 'discovery.k8s.io', kind: 'EndpointSlice' }],
}

function childrenOf({ group, kind }: GroupKind): readonly GroupKind[] {
  return children[`${group}/${kind}`] ?? []
}

function platformProject(
  components: readonly Unit[],
  environment: Environment,
  kinds: ReadonlyMap<string, readonly ManifestKind[]>,
): Manifest {
  const held = components.flatMap((unit) => kinds.get(unit.name) ?? [])
  const charts = components.flatMap((unit) => unit.chart ?? [])
  return project(componentsProject, environment, {
    description: 'What the cluster itself needs',
    sourceRepos: [environment.repository.url, ...charts.map((chart) => chart.repository)],
    namespaces: [
      ...components.map((unit) => unit.namespace),
      ...components.flatMap((unit) => unit.chartObjects.flatMap(namespaceOf)),
      ...components.flatMap((unit) => unit.workloads.map((workload) => workload.namespace)),
      // Charts of metrics-server, cert-manager and others put leader-election and reader roles here.
      'kube-system',
      ...namespacesOf(held),
    ],
    clusterResourceWhitelist: distinctKinds([
      ...(charts.length > 0 ? everyChart : []),
      ...components.flatMap((unit) => unit.chartKinds),
      ...components.flatMap((unit) =>
        unit.chartObjects
          .filter((manifest) => manifest.metadata.namespace === undefined)
          .map(manifestKind),
      ),
      ...held.filter((kind) => kind.namespace === ''),
    ]),
    namespaceResourceWhitelist: [{ group: '*', kind: '*' }],
  })
}

interface ProjectParts {
  readonly description: string
  readonly sourceRepos: readonly string[]
  readonly namespaces: readonly string[]
  readonly clusterResourceWhitelist: readonly GroupKind[]
  readonly namespaceResourceWhitelist: readonly GroupKind[]
}

function project(name: string, environment: Environment, parts: ProjectParts): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name,
      namespace: argocdNamespace,
      labels: {
        'app.kubernetes.io/part-of': environment.company,
        'app.kubernetes.io/managed-by': 'skyctl',
      },
      // Before the Applications that name it.
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
    },
    spec: {
      description: parts.description,
      sourceRepos: [...new Set(parts.sourceRepos)].sort(),
      destinations: [...new Set(parts.namespaces)]
        .sort()
        .map((namespace) => ({ server: inCluster, namespace })),
      clusterResourceWhitelist: parts.clusterResourceWhitelist,
      namespaceResourceWhitelist: parts.namespaceResourceWhitelist,
    },
  }
}

/** The namespace that an object is in, or that it is. */
function namespaceOf(manifest: Manifest): string[] {
  if (manifest.apiVersion === 'v1' && manifest.kind === 'Namespace') return [manifest.metadata.name]
  return manifest.metadata.namespace === undefined ? [] : [manifest.metadata.namespace]
}

function namespacesOf(kinds: readonly ManifestKind[]): string[] {
  return kinds.map((kind) => kind.namespace).filter((namespace) => namespace !== '')
}

function distinctKinds(kinds: readonly GroupKind[]): GroupKind[] {
  const distinct = new Map(kinds.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]))
  return [...distinct].sort(([a], [b]) => compareText(a, b)).map(([, kind]) => kind)
}
