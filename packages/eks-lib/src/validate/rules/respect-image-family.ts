import type { JsonObject } from '@skyctl/core'
import { kubernetesMinor } from '../cluster-facts.ts'
import { nodeGroups } from '../node-groups.ts'
import { get, number, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

/** AWS publishes no Amazon Linux 2 image from this Kubernetes minor on (types.go, AmazonLinux2EOLVersion). */
const amazonLinux2Ends = 33

/**
 * A node group asks of its image what the image family can do; an image of one's own (`ami`) names its family and, where
 * eksctl does not know how such a node joins, the command that makes it join.
 */
export const respectImageFamily: ClusterRule = {
  id: 'respect-image-family',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, managed, pointer, label }) => {
      const family = text(group, 'amiFamily')?.toLowerCase()
      const own = text(group, 'ami')
      const add: Finding[] = []
      const refuse = (field: string, message: string, hint: string) =>
        add.push({
          pointer: `${pointer}/${field}`,
          message: `node group ${label}: ${message}`,
          hint,
        })

      if (
        family === 'amazonlinux2' &&
        (kubernetesMinor(config) ?? 0) >= amazonLinux2Ends &&
        !(managed && own !== undefined)
      ) {
        refuse(
          'amiFamily',
          `AmazonLinux2 has no images from Kubernetes 1.${amazonLinux2Ends} on`,
          'use AmazonLinux2023 or Bottlerocket',
        )
      }
      if (own !== undefined && family === undefined) {
        refuse('ami', 'an image of your own does not say its family', 'set amiFamily')
      }
      if (own !== undefined && managed && get(group, 'launchTemplate') === undefined) {
        add.push(...checkOwnImage(group, own, family, pointer))
      }
      if (family?.startsWith('bottlerocket')) {
        for (const field of ['preBootstrapCommands', 'overrideBootstrapCommand']) {
          if (get(group, field) !== undefined) {
            refuse(field, `Bottlerocket runs no commands of ours`, `remove ${field}`)
          }
        }
      }
      const override = get(group, 'overrideBootstrapCommand')
      if (managed && override !== undefined && family?.startsWith('windows')) {
        refuse('overrideBootstrapCommand', 'Windows joins by its own script', 'remove it')
      } else if (
        managed &&
        override !== undefined &&
        own === undefined &&
        get(group, 'launchTemplate') === undefined &&
        family !== undefined &&
        family !== 'amazonlinux2023' &&
        !family.startsWith('bottlerocket')
      ) {
        refuse(
          'overrideBootstrapCommand',
          'the command belongs to an image of your own, and none is set',
          'set ami, or remove it',
        )
      }
      if (!managed && own !== undefined && override === undefined && family !== undefined) {
        const joinsByItself = /^(amazonlinux2023|bottlerocket|windows)/.test(family)
        if (!joinsByItself) {
          refuse(
            'ami',
            'eksctl does not know how a node of this image joins the cluster',
            'set overrideBootstrapCommand',
          )
        }
      }
      if (get(group, 'bottlerocket') !== undefined && !managed) {
        if (!family?.startsWith('bottlerocket')) {
          refuse(
            'bottlerocket',
            'these settings are for Bottlerocket',
            'set amiFamily: Bottlerocket',
          )
        }
      }
      return add
    }),
}

function checkOwnImage(
  group: JsonObject,
  ami: string,
  family: string | undefined,
  pointer: string,
): readonly Finding[] {
  const findings: Finding[] = []
  const refuse = (field: string, message: string, hint: string) =>
    findings.push({ pointer: `${pointer}/${field}`, message, hint })
  if (!ami.startsWith('ami-')) {
    refuse('ami', `'${ami}' is no image`, 'write its id: ami-...')
    return findings
  }
  if (family === undefined) return findings
  if (family.startsWith('windows')) {
    refuse(
      'amiFamily',
      'a managed group takes no Windows image of your own',
      'remove ami, or use a self-managed group',
    )
  } else if (
    get(group, 'overrideBootstrapCommand') === undefined &&
    family !== 'amazonlinux2023' &&
    !family.startsWith('bottlerocket')
  ) {
    refuse(
      'ami',
      'eksctl does not know how a node of this image joins the cluster',
      'set overrideBootstrapCommand',
    )
  }
  const alien = [
    ...((number(group, 'maxPodsPerNode') ?? 0) !== 0 ? ['maxPodsPerNode'] : []),
    ...(get(group, 'ssh', 'enableSsm') === true ? ['ssh/enableSsm'] : []),
    ...(text(group, 'releaseVersion') !== undefined ? ['releaseVersion'] : []),
  ]
  for (const field of alien) {
    refuse(field, `${field} cannot be set for an image of your own`, 'remove it, or ami')
  }
  return findings
}
