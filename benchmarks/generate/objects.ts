import { application } from './application.ts'
import { ingress } from './ingress.ts'
import { labelsOf, type PlainObject, selectorOf } from './plain-object.ts'
import { podTemplate } from './pod-template.ts'
import { policy } from './policy.ts'
import { configText, maxReplicas, type SyntheticApp } from './workspace.ts'

export interface PlainFile {
  /** Relative to `generated/`. */
  readonly path: string
  readonly object: PlainObject
}

/** What skyctl writes for one synthetic app in one environment, built by hand with nothing in between. */
export function filesOf(
  app: SyntheticApp,
  environment: string,
  teamOf: ReadonlyMap<string, string>,
): PlainFile[] {
  const folder = `${environment}/apps/${app.name}/${app.team}`
  return [
    ...objectsOf(app, environment, teamOf).map((object) => ({
      path: `${folder}/${fileName(object)}`,
      object,
    })),
    {
      path: `${environment}/argocd/application.argoproj.io.${app.name}.yaml`,
      object: application(app, environment),
    },
  ]
}

function fileName({ apiVersion, kind, metadata }: PlainObject): string {
  const slash = apiVersion.indexOf('/')
  const group = slash < 0 ? 'core' : apiVersion.slice(0, slash)
  return `${kind.toLowerCase()}.${group}.${metadata.name}.yaml`
}

function objectsOf(
  app: SyntheticApp,
  environment: string,
  teamOf: ReadonlyMap<string, string>,
): PlainObject[] {
  const { name, team: namespace } = app
  const selector = selectorOf(app, environment)
  const labels = { ...labelsOf(app, environment), 'app.kubernetes.io/version': app.tag }
  const metadata = { name, namespace, labels }
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${name}-config`, namespace, labels },
      data: { 'config.yaml': configText(app) },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        revisionHistoryLimit: 3,
        selector: { matchLabels: selector },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 },
        },
        template: podTemplate(app, labels, selector, teamOf),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        ports: [
          { name: 'http', appProtocol: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
          { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 'metrics' },
        ],
        selector,
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata,
      spec: {
        behavior: {
          scaleDown: {
            policies: [
              { type: 'Percent', periodSeconds: 60, value: 10 },
              { type: 'Pods', periodSeconds: 60, value: 1 },
            ],
            selectPolicy: 'Max',
            stabilizationWindowSeconds: 300,
          },
          scaleUp: {
            policies: [
              { type: 'Percent', periodSeconds: 15, value: 100 },
              { type: 'Pods', periodSeconds: 15, value: 4 },
            ],
            selectPolicy: 'Max',
            stabilizationWindowSeconds: 0,
          },
        },
        maxReplicas: maxReplicas(app),
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          },
        ],
        minReplicas: 2,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: {
        maxUnavailable: '25%',
        selector: { matchLabels: selector },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    },
    ingress(app, environment, metadata),
    policy(app, environment, teamOf),
    {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: `${name}-callers`, namespace, labels },
      spec: {
        endpointSelector: { matchLabels: selector },
        ingress: [
          {
            fromEntities: ['cluster'],
            toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }],
          },
        ],
      },
    },
  ]
}
