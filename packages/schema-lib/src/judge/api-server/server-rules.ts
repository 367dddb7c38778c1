import { checkAdmissionPolicy, checkAdmissionPolicyBinding } from './admission-policies.ts'
import { checkAffinities } from './affinities.ts'
import { checkApiService } from './api-services.ts'
import { checkAutoscaler } from './autoscalers.ts'
import { checkConfigMap } from './config-maps.ts'
import { checkContainerPolicies } from './container-policies.ts'
import { checkContainerPorts } from './container-ports.ts'
import { checkContainers } from './containers.ts'
import { checkCronJob } from './cron-jobs.ts'
import { checkDisruptionBudget } from './disruption-budgets.ts'
import { checkEnvironmentVariables } from './environment-variables.ts'
import { checkIngress, checkIngressClass } from './ingresses.ts'
import { checkJob } from './jobs.ts'
import { checkLimitRange } from './limit-ranges.ts'
import { checkMetadata } from './metadata.ts'
import { checkNamespace } from './namespaces.ts'
import { checkNetworkPolicy } from './network-policies.ts'
import { checkPersistentVolume } from './persistent-volumes.ts'
import type { Place, ServerFinding } from './place.ts'
import { checkPodAnnotations } from './pod-annotations.ts'
import { checkPodResources } from './pod-resources.ts'
import { checkPodLifetime, checkPodSettings } from './pod-settings.ts'
import { type PodTemplate, podTemplateOf } from './pod-templates.ts'
import { checkPriorityClass } from './priority-classes.ts'
import { checkProbes } from './probes.ts'
import { requireSpecs } from './required-specs.ts'
import { checkResourceDefinition } from './resource-definitions.ts'
import { checkResourceQuota } from './resource-quotas.ts'
import { checkResources } from './resources.ts'
import { checkBinding, checkRole } from './roles.ts'
import { checkSecret } from './secrets.ts'
import { checkSecurityContexts } from './security-contexts.ts'
import { checkService } from './services.ts'
import { checkCsiDriver, checkStorageClass } from './storage-classes.ts'
import { checkTolerations } from './tolerations.ts'
import { checkTopologySpreads } from './topology-spreads.ts'
import { checkVolumeClaim } from './volume-claims.ts'
import { checkVolumeMounts } from './volume-mounts.ts'
import { checkVolumes } from './volumes.ts'
import { checkWebhooks } from './webhooks.ts'
import { checkWindows } from './windows.ts'
import { checkPodMetadata, checkWorkload } from './workloads.ts'

/** A rule skips what has another shape than expected: the schema says so. */
type ServerRule = (root: Place, minor: number) => readonly ServerFinding[]

/** What is checked of every pod, whatever makes it. */
const podRules: readonly ((pod: PodTemplate) => readonly ServerFinding[])[] = [
  checkContainers,
  checkContainerPorts,
  checkContainerPolicies,
  checkEnvironmentVariables,
  checkProbes,
  checkResources,
  checkPodResources,
  checkSecurityContexts,
  checkVolumes,
  checkVolumeMounts,
  checkAffinities,
  checkTopologySpreads,
  checkTolerations,
  checkPodSettings,
  checkPodLifetime,
  checkPodAnnotations,
  checkWindows,
]

/** Where the specs of a kind with pods stand, from the outside in. */
const podSpecs: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  PodTemplate: ['template', 'template.spec'],
  CronJob: [
    'spec',
    'spec.jobTemplate',
    'spec.jobTemplate.spec',
    'spec.jobTemplate.spec.template',
    'spec.jobTemplate.spec.template.spec',
  ],
}
const templatedSpecs = ['spec', 'spec.template', 'spec.template.spec']

function podsOf(kind: string): readonly ServerRule[] {
  return [
    requireSpecs(...(podSpecs[kind] ?? templatedSpecs)),
    checkPodMetadata(kind),
    (root, minor) => {
      const pod = podTemplateOf(kind, root, minor)
      return podRules.flatMap((rule) => rule(pod))
    },
  ]
}

/** What the API server checks of a kind and no schema says, by `group/Kind`. */
const rules: Readonly<Record<string, readonly ServerRule[]>> = {
  'v1/ConfigMap': [checkConfigMap],
  'v1/LimitRange': [checkLimitRange],
  'v1/Namespace': [checkNamespace],
  'v1/PersistentVolume': [requireSpecs('spec'), checkPersistentVolume],
  'v1/PersistentVolumeClaim': [requireSpecs('spec'), checkVolumeClaim],
  'v1/Pod': podsOf('Pod'),
  'v1/PodTemplate': podsOf('PodTemplate'),
  'v1/ReplicationController': [
    checkWorkload('ReplicationController'),
    ...podsOf('ReplicationController'),
  ],
  'v1/ResourceQuota': [checkResourceQuota],
  'v1/Secret': [checkSecret],
  'v1/Service': [requireSpecs('spec'), checkService],
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': [checkWebhooks],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': [
    requireSpecs('spec'),
    checkAdmissionPolicy,
  ],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': [
    requireSpecs('spec'),
    checkAdmissionPolicyBinding,
  ],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': [checkWebhooks],
  'apiextensions.k8s.io/CustomResourceDefinition': [checkResourceDefinition],
  'apiregistration.k8s.io/APIService': [requireSpecs('spec'), checkApiService],
  'apps/DaemonSet': [checkWorkload('DaemonSet'), ...podsOf('DaemonSet')],
  'apps/Deployment': [checkWorkload('Deployment'), ...podsOf('Deployment')],
  'apps/ReplicaSet': [checkWorkload('ReplicaSet'), ...podsOf('ReplicaSet')],
  'apps/StatefulSet': [checkWorkload('StatefulSet'), ...podsOf('StatefulSet')],
  'autoscaling/HorizontalPodAutoscaler': [requireSpecs('spec'), checkAutoscaler],
  'batch/CronJob': [checkCronJob, ...podsOf('CronJob')],
  'batch/Job': [checkJob, ...podsOf('Job')],
  'networking.k8s.io/Ingress': [requireSpecs('spec'), checkIngress],
  'networking.k8s.io/IngressClass': [requireSpecs('spec'), checkIngressClass],
  'networking.k8s.io/NetworkPolicy': [checkNetworkPolicy],
  'policy/PodDisruptionBudget': [checkDisruptionBudget],
  'rbac.authorization.k8s.io/ClusterRole': [checkRole(false)],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [checkBinding(false)],
  'rbac.authorization.k8s.io/Role': [checkRole(true)],
  'rbac.authorization.k8s.io/RoleBinding': [checkBinding(true)],
  'scheduling.k8s.io/PriorityClass': [checkPriorityClass],
  'storage.k8s.io/CSIDriver': [checkCsiDriver],
  'storage.k8s.io/StorageClass': [checkStorageClass],
}

/**
 * What the API server would say of an object on create, beyond its schema, from the object alone.
 *
 * @param kubernetesVersion Its minor: `1.35`.
 * @param isClusterScoped Of a custom resource, whether its kind has no namespace.
 */
export function checkServerRules(
  object: Readonly<Record<string, unknown>>,
  kubernetesVersion: string,
  isClusterScoped = false,
): readonly ServerFinding[] {
  const minor = Number(kubernetesVersion.split('.')[1])
  const root: Place = { value: object }
  const apiVersion = String(object.apiVersion)
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : apiVersion
  const key = `${group}/${String(object.kind)}`
  return [
    ...checkMetadata(root, group, minor, isClusterScoped),
    ...(Object.hasOwn(rules, key) ? (rules[key] ?? []) : []).flatMap((rule) => rule(root, minor)),
  ]
}
