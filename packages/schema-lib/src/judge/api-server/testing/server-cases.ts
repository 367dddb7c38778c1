import { admissionPoliciesCases } from '../admission-policies.cases.ts'
import { affinitiesCases } from '../affinities.cases.ts'
import { apiServicesCases } from '../api-services.cases.ts'
import { autoscalersCases } from '../autoscalers.cases.ts'
import { configMapsCases } from '../config-maps.cases.ts'
import { containerPoliciesCases } from '../container-policies.cases.ts'
import { containerPortsCases } from '../container-ports.cases.ts'
import { containersCases } from '../containers.cases.ts'
import { cronJobsCases } from '../cron-jobs.cases.ts'
import { disruptionBudgetsCases } from '../disruption-budgets.cases.ts'
import { environmentVariablesCases } from '../environment-variables.cases.ts'
import { ingressesCases } from '../ingresses.cases.ts'
import { jobPoliciesCases } from '../job-policies.cases.ts'
import { jobsCases } from '../jobs.cases.ts'
import { limitRangesCases } from '../limit-ranges.cases.ts'
import { matchRulesCases } from '../match-rules.cases.ts'
import { metadataCases } from '../metadata.cases.ts'
import { namespacesCases } from '../namespaces.cases.ts'
import { networkPoliciesCases } from '../network-policies.cases.ts'
import { persistentVolumesCases } from '../persistent-volumes.cases.ts'
import { podAnnotationsCases } from '../pod-annotations.cases.ts'
import { podLifetimesCases } from '../pod-lifetimes.cases.ts'
import { podResourcesCases } from '../pod-resources.cases.ts'
import { podSettingsCases } from '../pod-settings.cases.ts'
import { priorityClassesCases } from '../priority-classes.cases.ts'
import { probesCases } from '../probes.cases.ts'
import { projectedVolumesCases } from '../projected-volumes.cases.ts'
import { requiredSpecsCases } from '../required-specs.cases.ts'
import { resourceDefinitionsCases } from '../resource-definitions.cases.ts'
import { resourceQuotasCases } from '../resource-quotas.cases.ts'
import { resourcesCases } from '../resources.cases.ts'
import { rolesCases } from '../roles.cases.ts'
import { secretsCases } from '../secrets.cases.ts'
import { securityContextsCases } from '../security-contexts.cases.ts'
import { serviceAddressesCases } from '../service-addresses.cases.ts'
import { servicesCases } from '../services.cases.ts'
import { storageClassesCases } from '../storage-classes.cases.ts'
import { structuralSchemasCases } from '../structural-schemas.cases.ts'
import { tolerationsCases } from '../tolerations.cases.ts'
import { topologySpreadsCases } from '../topology-spreads.cases.ts'
import { updateStrategiesCases } from '../update-strategies.cases.ts'
import { volumeClaimsCases } from '../volume-claims.cases.ts'
import { volumeFilesCases } from '../volume-files.cases.ts'
import { volumeMountsCases } from '../volume-mounts.cases.ts'
import { volumesCases } from '../volumes.cases.ts'
import { webhooksCases } from '../webhooks.cases.ts'
import { windowsCases } from '../windows.cases.ts'
import { workloadsCases } from '../workloads.cases.ts'
import type { ServerCases } from './server-case.ts'

/** The examples of every rule. */
export const serverCases: readonly ServerCases[] = [
  metadataCases,
  containersCases,
  containerPortsCases,
  containerPoliciesCases,
  environmentVariablesCases,
  probesCases,
  resourcesCases,
  podResourcesCases,
  securityContextsCases,
  volumesCases,
  volumeFilesCases,
  projectedVolumesCases,
  volumeMountsCases,
  affinitiesCases,
  topologySpreadsCases,
  tolerationsCases,
  podSettingsCases,
  podLifetimesCases,
  podAnnotationsCases,
  windowsCases,
  workloadsCases,
  updateStrategiesCases,
  jobsCases,
  jobPoliciesCases,
  cronJobsCases,
  servicesCases,
  serviceAddressesCases,
  ingressesCases,
  autoscalersCases,
  disruptionBudgetsCases,
  networkPoliciesCases,
  configMapsCases,
  secretsCases,
  rolesCases,
  storageClassesCases,
  volumeClaimsCases,
  persistentVolumesCases,
  limitRangesCases,
  resourceQuotasCases,
  priorityClassesCases,
  webhooksCases,
  matchRulesCases,
  admissionPoliciesCases,
  apiServicesCases,
  resourceDefinitionsCases,
  structuralSchemasCases,
  namespacesCases,
  requiredSpecsCases,
]
