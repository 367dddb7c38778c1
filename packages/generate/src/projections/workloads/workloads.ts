import { compareText, type Manifest, manifestPath, type PlannedFile } from '@skyctl/core'
import type { Environment, Unit } from '@skyctl/model'
import { App, Chart } from 'cdk8s'
import { selectorLabels, unitLabels } from '../../units/labels.ts'
import { addAutoscaler } from './autoscaler.ts'
import { addConfigMap } from './config-map.ts'
import { addController } from './controller.ts'
import { addDisruptionBudget } from './disruption-budget.ts'
import { addExternalSecrets } from './external-secrets.ts'
import { addIngress } from './ingress.ts'
import { type AppUnit, isAppUnit, type WorkloadScope } from './scope.ts'
import { addService } from './service.ts'
import { addServiceAccount } from './service-account.ts'

/**
 * The manifests of one unit: an app's objects, typed and serialised by cdk8s-plus-28, and what its escape hatch adds; or the
 * objects that a component states. One file an object, sorted by path.
 */
export function projectWorkloads(unit: Unit, environment: Environment): PlannedFile[] {
  const manifests = isAppUnit(unit) ? appManifests(unit, environment) : unit.objects
  const folder = `${environment.name}/${unit.kind === 'app' ? 'apps' : 'platform'}/${unit.name}`
  return manifests
    .map(
      (manifest): PlannedFile => ({
        path: `${folder}/${manifestPath(manifest)}`,
        owner: unit.name,
        body: { kind: 'manifest', manifest },
        origin: unit.origin,
      }),
    )
    .sort((a, b) => compareText(a.path, b.path))
}

function appManifests(unit: AppUnit, environment: Environment): Manifest[] {
  const manifests: Manifest[] = []
  const { spec } = unit.app
  const scope: WorkloadScope = {
    add: (manifest) => manifests.push(manifest),
    unit,
    spec,
    environment,
    labels: unitLabels({ name: unit.name, team: unit.team, version: spec.image.tag }, environment),
    selector: selectorLabels(unit.name, environment),
  }
  addServiceAccount(scope)
  addConfigMap(scope)
  addExternalSecrets(scope)
  addController(scope)
  addService(scope)
  addAutoscaler(scope)
  addDisruptionBudget(scope)
  addIngress(scope)
  return [...manifests, ...constructed(scope)]
}

/**
 * What the escape hatch builds, in a cdk8s App of its own: synthesising a shared one is quadratic in its charts. Only apps
 * that use it pay for a construct tree.
 */
function constructed({ unit, spec, environment, labels, selector }: WorkloadScope): Manifest[] {
  if (spec.constructs === undefined) return []
  const chart = new Chart(new App(), unit.name, { disableResourceNameHashes: true })
  spec.constructs(chart, {
    environment,
    app: unit.name,
    namespace: unit.namespace,
    labels,
    selector,
  })
  return chart.toJson() as Manifest[]
}
