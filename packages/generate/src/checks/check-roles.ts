import type { Problem } from '@skyctl/core'
import {
  type ClusterConfig,
  findActionFaults,
  maxInlinePolicySize,
  policyDocument,
  policySize,
  type ServiceAccountRole,
} from '@skyctl/eks-lib'
import type { Environment, IamRole, Unit } from '@skyctl/model'

/**
 * Holds what units ask of IAM against what `cluster.yaml` will create: every request becomes one role with exactly these
 * statements for exactly this ServiceAccount, no two requests one role, and each can be granted. What objects say of
 * roles is for the rules of the World.
 */
export function checkRoles(
  units: readonly Unit[],
  cluster: Pick<ClusterConfig, 'iam'>,
  environment: Environment,
): Problem[] {
  const created = cluster.iam.serviceAccounts ?? []
  const owners = new Map<string, Unit>()
  return units.flatMap((unit) => {
    const found: Problem[] = []
    const report = (id: string, message: string, hint: string) =>
      found.push({
        id,
        severity: 'error',
        where: { file: unit.origin },
        message: `${message} (in ${environment.name})`,
        hint,
      })
    if (unit.iam.length === 0 && (unit.app?.spec.iam.length ?? 0) > 0) {
      report(
        'missing-role',
        `${unit.name} asks for permissions and gets no IAM role: AWS would refuse every call`,
        'this is a fault of the tool: please report it',
      )
    }
    for (const role of unit.iam) {
      const owner = owners.get(role.name)
      owners.set(role.name, unit)
      if (owner !== undefined) {
        report(
          'duplicate-role',
          `${unit.name} and ${owner.name} both want an IAM role named ${role.name}, and IAM has one of each name`,
          'give the role of one of them another suffix',
        )
        continue
      }
      if (!created.some((account) => grants(account, role))) {
        report(
          'missing-role',
          `${unit.name} asks for permissions that cluster.yaml gives to no role ${role.name}: AWS would refuse the calls`,
          'this is a fault of the tool: please report it',
        )
      }
      for (const [id, message, hint] of roleFaults(role)) report(id, message, hint)
    }
    return found
  })
}

/** Two requests may want one name: then each has an entry of its own, and only the name is wrong. */
function grants({ metadata, roleName, attachPolicy }: ServiceAccountRole, role: IamRole): boolean {
  return (
    roleName === role.name &&
    metadata.name === role.serviceAccount &&
    metadata.namespace === role.namespace &&
    JSON.stringify(attachPolicy) === JSON.stringify(policyDocument(role.statements))
  )
}

/** Also for apps, whose statements were judged with their place in the source: then these find nothing. */
function roleFaults(role: IamRole): (readonly [string, string, string])[] {
  const size = policySize(policyDocument(role.statements))
  return [
    ...role.statements
      .flatMap(({ actions }) => findActionFaults(actions))
      .map(
        ({ action, why, hint }) =>
          ['unknown-iam-action', `role ${role.name} allows ${action}: ${why}`, hint] as const,
      ),
    ...(size <= maxInlinePolicySize
      ? []
      : [
          [
            'iam-policy-too-long',
            `the policy of role ${role.name} has ${size} characters, and IAM allows ${maxInlinePolicySize}`,
            'name resources by a common prefix, or use two roles',
          ] as const,
        ]),
    ...(role.name.length <= 64
      ? []
      : [
          [
            'role-name-too-long',
            `the role's name ${role.name} has ${role.name.length} characters, and IAM allows 64`,
            'shorten its suffix, or the name of the cluster',
          ] as const,
        ]),
  ]
}
