import { type Problem, SkyError } from '@skyctl/core'
import {
  type ComponentParts,
  type Environment,
  type FactDefinition,
  iamRoleArn,
  iamRoleName,
  type NamespaceNeed,
  type Unit,
  type UnitHeader,
} from '@skyctl/model'
import { NotEvaluated } from '../load/recall-apps.ts'
import type { LoadedComponent } from '../load/workspace.ts'
import { factValue } from './app-unit.ts'
import { resolveStatements } from './iam-statements.ts'
import { unitLabels } from './labels.ts'

export interface ComponentInputs {
  readonly environment: Environment
  readonly apps: readonly Unit[]
  readonly headers: readonly UnitHeader[]
  readonly namespaces: readonly NamespaceNeed[]
}

export function componentHeader(component: LoadedComponent): UnitHeader {
  const { team, namespace, dependsOn } = component.definition.input
  return { kind: 'component', name: component.name, team, namespace, dependsOn: dependsOn ?? [] }
}

/** The Namespace that a component wants to exist; none where every cluster has it. */
export function componentNamespaces(component: LoadedComponent): NamespaceNeed[] {
  const { namespace, namespaceExists, podSecurity } = component.definition.input
  return namespaceExists ? [] : [{ name: namespace, podSecurity: podSecurity ?? 'restricted' }]
}

/**
 * Computes a component for one environment from its options and from the apps' public parts.
 *
 * @throws SkyError where the component refuses its input, located at the component.
 */
export function componentUnit(component: LoadedComponent, inputs: ComponentInputs): Unit {
  const { environment } = inputs
  const { input } = component.definition
  const facts: FactDefinition[] = []
  const parts = build(component, inputs, facts)
  refuseNamelessObjects(component, environment, parts)
  return {
    ...componentHeader(component),
    origin: component.origin,
    description: input.description,
    workloads: (parts.workloads ?? []).map((workload) => ({
      ...workload,
      namespace: workload.namespace ?? input.namespace,
      selector: workload.selector ?? workload.labels,
      hostNetwork: workload.hostNetwork ?? false,
      ports: workload.ports ?? [],
    })),
    listens: parts.listens ?? [],
    talksTo: parts.talksTo ?? [],
    iam: (parts.iam ?? []).map((role) => ({
      name: iamRoleName(environment, role.suffix),
      serviceAccount: role.serviceAccount,
      namespace: role.namespace ?? input.namespace,
      statements: resolveStatements(role.statements, environment),
    })),
    secrets: [],
    backup: undefined,
    crds: parts.crds ?? [],
    namespaces: componentNamespaces(component),
    objects: parts.objects ?? [],
    chartObjects: parts.chartObjects ?? [],
    chartKinds: parts.chartKinds ?? [],
    chart: parts.chart && {
      ...parts.chart,
      namespace: input.namespace,
      ignoreDifferences: parts.chart.ignoreDifferences ?? [],
    },
    bootstrap: parts.bootstrap,
    buckets: parts.buckets ?? [],
    app: undefined,
    facts,
    tags: environment.tags,
  }
}

function build(
  component: LoadedComponent,
  { environment, apps, headers, namespaces }: ComponentInputs,
  facts: FactDefinition[],
): ComponentParts {
  try {
    return component.definition.input.build({
      environment,
      options: environment.components[component.name],
      namespace: component.definition.input.namespace,
      apps,
      units: headers,
      namespaces,
      fact: (definition) => {
        facts.push(definition)
        return factValue(definition, environment)
      },
      labels: unitLabels(
        { name: component.name, team: component.definition.input.team },
        environment,
      ),
      roleArn: (suffix) => iamRoleArn(environment, suffix),
    })
  } catch (cause) {
    if (cause instanceof NotEvaluated) throw cause
    throw new SkyError(buildProblems(component, environment, cause), { cause })
  }
}

/** Whatever a module computed, only what has an identity has a place in the tree. */
function refuseNamelessObjects(
  component: LoadedComponent,
  environment: Environment,
  { objects = [], chartObjects = [] }: ComponentParts,
): void {
  const problems = Object.entries({ objects, chartObjects }).flatMap(([list, manifests]) =>
    manifests.flatMap((manifest, index): Problem[] =>
      hasIdentity(manifest)
        ? []
        : [
            {
              id: 'invalid-object',
              severity: 'error',
              where: { file: component.origin },
              message: `build() returns as ${list}[${index}] something without apiVersion, kind and metadata.name (in ${environment.name}): it is no Kubernetes object`,
              hint: 'return complete objects, and leave out what does not apply',
            },
          ],
    ),
  )
  if (problems.length > 0) throw new SkyError(problems)
}

function hasIdentity(value: unknown): boolean {
  const { apiVersion, kind, metadata } = (value ?? {}) as Readonly<Record<string, unknown>>
  const { name } = (metadata ?? {}) as Readonly<Record<string, unknown>>
  return [apiVersion, kind, name].every((text) => typeof text === 'string' && text !== '')
}

function buildProblems(
  component: LoadedComponent,
  environment: Environment,
  cause: unknown,
): Problem[] {
  const where = { file: component.origin }
  if (cause instanceof SkyError || isSkyErrorLike(cause)) {
    return cause.problems.map((problem) => ({
      ...problem,
      where: { ...where, ...problem.where },
      message: `${problem.message} (in ${environment.name})`,
    }))
  }
  return [
    {
      id: 'component-failed',
      severity: 'error',
      where,
      message: `build() throws for ${environment.name}: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'correct the component; it computes data and has no other effect',
    },
  ]
}

/** Modules of the workspace are bundled apart from the tool, so their SkyError is another class of the same shape. */
function isSkyErrorLike(cause: unknown): cause is SkyError {
  return cause instanceof Error && cause.name === 'SkyError' && 'problems' in cause
}
