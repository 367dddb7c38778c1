import type { JsonObject } from '@skyctl/core'
import { managedNodeGroups } from '../node-groups.ts'
import { get, isObject, items, number, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** With a launch template of its own, a managed group leaves to it what a template says. */
export const respectLaunchTemplate: ClusterRule = {
  id: 'respect-launch-template',
  check: ({ config }) =>
    managedNodeGroups(config).flatMap(({ group, pointer, label }) => {
      const template = get(group, 'launchTemplate')
      if (!isObject(template)) return []
      const at = `${pointer}/launchTemplate`
      const version = get(template, 'version')
      return [
        ...(typeof version === 'string' && !isVersion(version)
          ? [
              {
                pointer: `${at}/version`,
                message: `'${version}' is no version of a launch template that eksctl can look up`,
                hint: 'write the number, 1 or higher, in quotes',
              },
            ]
          : []),
        ...conflictsWithTemplate(group).map((field) => ({
          pointer: `${pointer}/${field.split('/')[0]}`,
          message: `node group ${label} sets ${field.replace('/', '.')}, which its launch template decides`,
          hint: 'say it in the launch template, or remove launchTemplate',
        })),
      ]
    }),
}

/** As Go parses an integer of 64 bits. */
function isVersion(version: string): boolean {
  return /^\+?\d+$/.test(version) && BigInt(version) >= 1n && BigInt(version) < 2n ** 63n
}

/** Fields that eksctl refuses beside a template (validation.go, ValidateManagedNodeGroup). */
function conflictsWithTemplate(group: JsonObject): readonly string[] {
  const given = ['instanceType', 'ami', 'instanceName', 'instancePrefix'].filter(
    (field) => text(group, field) !== undefined,
  )
  const present = ['volumeSize', 'overrideBootstrapCommand', 'placement'].filter(
    (field) => get(group, field) !== undefined,
  )
  const hasKey = ['publicKeyName', 'publicKeyPath', 'publicKey'].some(
    (source) => text(group, 'ssh', source) !== undefined,
  )
  const allow = get(group, 'ssh', 'allow')
  return [
    ...given,
    ...present,
    ...(allow === true || (hasKey && allow !== false) ? ['ssh/allow'] : []),
    ...(get(group, 'ssh', 'enableSsm') === true ? ['ssh/enableSsm'] : []),
    ...(items(group, 'ssh', 'sourceSecurityGroupIds').length > 0
      ? ['ssh/sourceSecurityGroupIds']
      : []),
    ...(items(group, 'preBootstrapCommands').length > 0 ? ['preBootstrapCommands'] : []),
    ...(items(group, 'securityGroups', 'attachIDs').length > 0 ? ['securityGroups/attachIDs'] : []),
    ...((number(group, 'maxPodsPerNode') ?? 0) !== 0 ? ['maxPodsPerNode'] : []),
    ...(get(group, 'disableIMDSv1') === false ? ['disableIMDSv1'] : []),
    ...(get(group, 'disablePodIMDS') === true ? ['disablePodIMDS'] : []),
  ]
}
