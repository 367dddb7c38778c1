import type { ClusterRule } from '../rule.ts'
import { boundUpdateConfig } from './bound-update-config.ts'
import { chooseAddonCredentials } from './choose-addon-credentials.ts'
import { chooseInstanceType } from './choose-instance-type.ts'
import { chooseNodePlacement } from './choose-node-placement.ts'
import { chooseNodeRole } from './choose-node-role.ts'
import { chooseSshKey } from './choose-ssh-key.ts'
import { chooseSubnetsOrZones } from './choose-subnets-or-zones.ts'
import { completePrivateCluster } from './complete-private-cluster.ts'
import { forbidCniPolicyOnNodes } from './forbid-cni-policy-on-nodes.ts'
import { forbidNatWithIpv6 } from './forbid-nat-with-ipv6.ts'
import { forbidNodeGroupsBeforeCni } from './forbid-node-groups-before-cni.ts'
import { forbidReservedLabels } from './forbid-reserved-labels.ts'
import { forbidUnknownFields } from './forbid-unknown-fields.ts'
import { forbidUnmanagedFields } from './forbid-unmanaged-fields.ts'
import { limitMaxPods } from './limit-max-pods.ts'
import { limitRollbackTimeout } from './limit-rollback-timeout.ts'
import { limitVolumePerformance } from './limit-volume-performance.ts'
import { limitVpcSize } from './limit-vpc-size.ts'
import { orderNodeGroupSizes } from './order-node-group-sizes.ts'
import { parseAddonConfiguration } from './parse-addon-configuration.ts'
import { requireApiEndpoint } from './require-api-endpoint.ts'
import { requireCompleteIdentityMappings } from './require-complete-identity-mappings.ts'
import { requireFieldTypes } from './require-field-types.ts'
import { requireFields } from './require-fields.ts'
import { requireFluxSettings } from './require-flux-settings.ts'
import { requireKarpenterVersion } from './require-karpenter-version.ts'
import { requireKeyArn } from './require-key-arn.ts'
import { requireKnownRegion } from './require-known-region.ts'
import { requireKnownValues } from './require-known-values.ts'
import { requireLogTypes } from './require-log-types.ts'
import { requireNatGateway } from './require-nat-gateway.ts'
import { requireNodePolicies } from './require-node-policies.ts'
import { requireOidcForServiceAccounts } from './require-oidc-for-service-accounts.ts'
import { requirePlainNames } from './require-plain-names.ts'
import { requirePodIdentityAgent } from './require-pod-identity-agent.ts'
import { requirePodIdentityRole } from './require-pod-identity-role.ts'
import { requirePrivateNetworking } from './require-private-networking.ts'
import { requireServiceAccountPolicies } from './require-service-account-policies.ts'
import { requireTwoZones } from './require-two-zones.ts'
import { requireValidAccessEntries } from './require-valid-access-entries.ts'
import { requireValidCidrs } from './require-valid-cidrs.ts'
import { requireValidTaints } from './require-valid-taints.ts'
import { requireVolumeEncryption } from './require-volume-encryption.ts'
import { requireVolumeSize } from './require-volume-size.ts'
import { respectAuthenticationMode } from './respect-authentication-mode.ts'
import { respectAutoMode } from './respect-auto-mode.ts'
import { respectCapacityReservation } from './respect-capacity-reservation.ts'
import { respectImageFamily } from './respect-image-family.ts'
import { respectIpFamily } from './respect-ip-family.ts'
import { respectLaunchTemplate } from './respect-launch-template.ts'
import { respectLocalZones } from './respect-local-zones.ts'
import { respectSecurityGroups } from './respect-security-groups.ts'
import { respectSelfManagedLimits } from './respect-self-managed-limits.ts'
import { uniqueAccessPrincipals } from './unique-access-principals.ts'
import { uniqueNodeGroupNames } from './unique-node-group-names.ts'
import { uniqueServiceAccounts } from './unique-service-accounts.ts'

/** Every rule about an eksctl ClusterConfig, by id. */
export const clusterRules: readonly ClusterRule[] = [
  boundUpdateConfig,
  chooseAddonCredentials,
  chooseInstanceType,
  chooseNodePlacement,
  chooseNodeRole,
  chooseSshKey,
  chooseSubnetsOrZones,
  completePrivateCluster,
  forbidCniPolicyOnNodes,
  forbidNatWithIpv6,
  forbidNodeGroupsBeforeCni,
  forbidReservedLabels,
  forbidUnknownFields,
  forbidUnmanagedFields,
  limitMaxPods,
  limitRollbackTimeout,
  limitVolumePerformance,
  limitVpcSize,
  orderNodeGroupSizes,
  parseAddonConfiguration,
  requireApiEndpoint,
  requireCompleteIdentityMappings,
  requireFieldTypes,
  requireFields,
  requireFluxSettings,
  requireKarpenterVersion,
  requireKeyArn,
  requireKnownRegion,
  requireKnownValues,
  requireLogTypes,
  requireNatGateway,
  requireNodePolicies,
  requireOidcForServiceAccounts,
  requirePlainNames,
  requirePodIdentityAgent,
  requirePodIdentityRole,
  requirePrivateNetworking,
  requireServiceAccountPolicies,
  requireTwoZones,
  requireValidAccessEntries,
  requireValidCidrs,
  requireValidTaints,
  requireVolumeEncryption,
  requireVolumeSize,
  respectAuthenticationMode,
  respectAutoMode,
  respectCapacityReservation,
  respectImageFamily,
  respectIpFamily,
  respectLaunchTemplate,
  respectLocalZones,
  respectSecurityGroups,
  respectSelfManagedLimits,
  uniqueAccessPrincipals,
  uniqueNodeGroupNames,
  uniqueServiceAccounts,
]
