import type { MetricSpec, ScalingSpec } from '@skyctl/model'
import { k8s } from 'cdk8s-plus-28'
import { metadata, type WorkloadScope } from './scope.ts'

/** The HorizontalPodAutoscaler of an app that scales; the Deployment then states no replicas. */
export function addAutoscaler(scope: WorkloadScope): void {
  const { add, unit, spec } = scope
  if (spec.kind !== 'Deployment' || spec.scaling === undefined) return
  const { scaling } = spec
  add(
    k8s.KubeHorizontalPodAutoscalerV2.manifest({
      metadata: metadata(scope),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: spec.kind, name: unit.name },
        minReplicas: scaling.min,
        maxReplicas: scaling.max,
        metrics: metricsOf(scaling),
        behavior: {
          scaleUp: rulesOf(scaling.behaviour?.scaleUp) ?? defaultScaleUp,
          scaleDown: rulesOf(scaling.behaviour?.scaleDown) ?? defaultScaleDown,
        },
      },
    }),
  )
}

type ScalingRules = NonNullable<NonNullable<ScalingSpec['behaviour']>['scaleUp']>

/** Follow a surge at once: double, or four pods, every 15 seconds. */
const defaultScaleUp: k8s.HpaScalingRulesV2 = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Percent', value: 100, periodSeconds: 15 },
    { type: 'Pods', value: 4, periodSeconds: 15 },
  ],
}

/** Leave slowly: a tenth a minute, after five quiet minutes, so that the second wave meets warm pods. */
const defaultScaleDown: k8s.HpaScalingRulesV2 = {
  stabilizationWindowSeconds: 300,
  selectPolicy: 'Max',
  policies: [
    { type: 'Percent', value: 10, periodSeconds: 60 },
    { type: 'Pods', value: 1, periodSeconds: 60 },
  ],
}

function metricsOf(scaling: ScalingSpec): k8s.MetricSpecV2[] {
  const metrics: k8s.MetricSpecV2[] = []
  if (scaling.cpuPercent !== undefined) metrics.push(utilization('cpu', scaling.cpuPercent))
  if (scaling.memoryPercent !== undefined)
    metrics.push(utilization('memory', scaling.memoryPercent))
  return [...metrics, ...scaling.metrics.map(customMetric)]
}

function utilization(name: string, averageUtilization: number): k8s.MetricSpecV2 {
  return {
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization } },
  }
}

function customMetric(metric: MetricSpec): k8s.MetricSpecV2 {
  const target = { type: 'AverageValue', averageValue: k8s.Quantity.fromString(metric.average) }
  if (metric.kind === 'pods') {
    return { type: 'Pods', pods: { metric: { name: metric.name }, target } }
  }
  const selector =
    Object.keys(metric.labels).length > 0 ? { matchLabels: metric.labels } : undefined
  return {
    type: 'External',
    external: { metric: { name: metric.name, ...(selector && { selector }) }, target },
  }
}

function rulesOf(rules: ScalingRules | undefined): k8s.HpaScalingRulesV2 | undefined {
  if (rules === undefined) return undefined
  return {
    ...(rules.stabilizationSeconds !== undefined && {
      stabilizationWindowSeconds: rules.stabilizationSeconds,
    }),
    selectPolicy: 'Max',
    policies: rules.policies.flatMap(({ pods, percent, periodSeconds }) => [
      ...(percent === undefined ? [] : [{ type: 'Percent', value: percent, periodSeconds }]),
      ...(pods === undefined ? [] : [{ type: 'Pods', value: pods, periodSeconds }]),
    ]),
  }
}
