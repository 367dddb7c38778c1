import { boundUpdateConfigCases } from '../rules/bound-update-config.cases.ts'
import { chooseAddonCredentialsCases } from '../rules/choose-addon-credentials.cases.ts'
import { chooseInstanceTypeCases } from '../rules/choose-instance-type.cases.ts'
import { chooseNodePlacementCases } from '../rules/choose-node-placement.cases.ts'
import { chooseNodeRoleCases } from '../rules/choose-node-role.cases.ts'
import { chooseSshKeyCases } from '../rules/choose-ssh-key.cases.ts'
import { chooseSubnetsOrZonesCases } from '../rules/choose-subnets-or-zones.cases.ts'
import { completePrivateClusterCases } from '../rules/complete-private-cluster.cases.ts'
import { forbidCniPolicyOnNodesCases } from '../rules/forbid-cni-policy-on-nodes.cases.ts'
import { forbidNatWithIpv6Cases } from '../rules/forbid-nat-with-ipv6.cases.ts'
import { forbidNodeGroupsBeforeCniCases } from '../rules/forbid-node-groups-before-cni.cases.ts'
import { forbidReservedLabelsCases } from '../rules/forbid-reserved-labels.cases.ts'
import { forbidUnknownFieldsCases } from '../rules/forbid-unknown-fields.cases.ts'
import { forbidUnmanagedFieldsCases } from '../rules/forbid-unmanaged-fields.cases.ts'
import { limitMaxPodsCases } from '../rules/limit-max-pods.cases.ts'
import { limitRollbackTimeoutCases } from '../rules/limit-rollback-timeout.cases.ts'
import { limitVolumePerformanceCases } from '../rules/limit-volume-performance.cases.ts'
import { limitVpcSizeCases } from '../rules/limit-vpc-size.cases.ts'
import { orderNodeGroupSizesCases } from '../rules/order-node-group-sizes.cases.ts'
import { parseAddonConfigurationCases } from '../rules/parse-addon-configuration.cases.ts'
import { requireApiEndpointCases } from '../rules/require-api-endpoint.cases.ts'
import { requireCompleteIdentityMappingsCases } from '../rules/require-complete-identity-mappings.cases.ts'
import { requireFieldTypesCases } from '../rules/require-field-types.cases.ts'
import { requireFieldsCases } from '../rules/require-fields.cases.ts'
import { requireFluxSettingsCases } from '../rules/require-flux-settings.cases.ts'
import { requireKarpenterVersionCases } from '../rules/require-karpenter-version.cases.ts'
import { requireKeyArnCases } from '../rules/require-key-arn.cases.ts'
import { requireKnownRegionCases } from '../rules/require-known-region.cases.ts'
import { requireKnownValuesCases } from '../rules/require-known-values.cases.ts'
import { requireLogTypesCases } from '../rules/require-log-types.cases.ts'
import { requireNatGatewayCases } from '../rules/require-nat-gateway.cases.ts'
import { requireNodePoliciesCases } from '../rules/require-node-policies.cases.ts'
import { requireOidcForServiceAccountsCases } from '../rules/require-oidc-for-service-accounts.cases.ts'
import { requirePlainNamesCases } from '../rules/require-plain-names.cases.ts'
import { requirePodIdentityAgentCases } from '../rules/require-pod-identity-agent.cases.ts'
import { requirePodIdentityRoleCases } from '../rules/require-pod-identity-role.cases.ts'
import { requirePrivateNetworkingCases } from '../rules/require-private-networking.cases.ts'
import { requireServiceAccountPoliciesCases } from '../rules/require-service-account-policies.cases.ts'
import { requireTwoZonesCases } from '../rules/require-two-zones.cases.ts'
import { requireValidAccessEntriesCases } from '../rules/require-valid-access-entries.cases.ts'
import { requireValidCidrsCases } from '../rules/require-valid-cidrs.cases.ts'
import { requireValidTaintsCases } from '../rules/require-valid-taints.cases.ts'
import { requireVolumeEncryptionCases } from '../rules/require-volume-encryption.cases.ts'
import { requireVolumeSizeCases } from '../rules/require-volume-size.cases.ts'
import { respectAuthenticationModeCases } from '../rules/respect-authentication-mode.cases.ts'
import { respectAutoModeCases } from '../rules/respect-auto-mode.cases.ts'
import { respectCapacityReservationCases } from '../rules/respect-capacity-reservation.cases.ts'
import { respectImageFamilyCases } from '../rules/respect-image-family.cases.ts'
import { respectIpFamilyCases } from '../rules/respect-ip-family.cases.ts'
import { respectLaunchTemplateCases } from '../rules/respect-launch-template.cases.ts'
import { respectLocalZonesCases } from '../rules/respect-local-zones.cases.ts'
import { respectSecurityGroupsCases } from '../rules/respect-security-groups.cases.ts'
import { respectSelfManagedLimitsCases } from '../rules/respect-self-managed-limits.cases.ts'
import { uniqueAccessPrincipalsCases } from '../rules/unique-access-principals.cases.ts'
import { uniqueNodeGroupNamesCases } from '../rules/unique-node-group-names.cases.ts'
import { uniqueServiceAccountsCases } from '../rules/unique-service-accounts.cases.ts'
import type { RuleCases } from './rule-case.ts'

/** The examples of every rule, by rule. */
export const ruleCases: readonly RuleCases[] = [
  boundUpdateConfigCases,
  chooseAddonCredentialsCases,
  chooseInstanceTypeCases,
  chooseNodePlacementCases,
  chooseNodeRoleCases,
  chooseSshKeyCases,
  chooseSubnetsOrZonesCases,
  completePrivateClusterCases,
  forbidCniPolicyOnNodesCases,
  forbidNatWithIpv6Cases,
  forbidNodeGroupsBeforeCniCases,
  forbidReservedLabelsCases,
  forbidUnknownFieldsCases,
  forbidUnmanagedFieldsCases,
  limitMaxPodsCases,
  limitRollbackTimeoutCases,
  limitVolumePerformanceCases,
  limitVpcSizeCases,
  orderNodeGroupSizesCases,
  parseAddonConfigurationCases,
  requireApiEndpointCases,
  requireCompleteIdentityMappingsCases,
  requireFieldTypesCases,
  requireFieldsCases,
  requireFluxSettingsCases,
  requireKarpenterVersionCases,
  requireKeyArnCases,
  requireKnownRegionCases,
  requireKnownValuesCases,
  requireLogTypesCases,
  requireNatGatewayCases,
  requireNodePoliciesCases,
  requireOidcForServiceAccountsCases,
  requirePlainNamesCases,
  requirePodIdentityAgentCases,
  requirePodIdentityRoleCases,
  requirePrivateNetworkingCases,
  requireServiceAccountPoliciesCases,
  requireTwoZonesCases,
  requireValidAccessEntriesCases,
  requireValidCidrsCases,
  requireValidTaintsCases,
  requireVolumeEncryptionCases,
  requireVolumeSizeCases,
  respectAuthenticationModeCases,
  respectAutoModeCases,
  respectCapacityReservationCases,
  respectImageFamilyCases,
  respectIpFamilyCases,
  respectLaunchTemplateCases,
  respectLocalZonesCases,
  respectSecurityGroupsCases,
  respectSelfManagedLimitsCases,
  uniqueAccessPrincipalsCases,
  uniqueNodeGroupNamesCases,
  uniqueServiceAccountsCases,
]
