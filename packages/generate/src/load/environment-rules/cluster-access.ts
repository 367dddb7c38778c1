import { suggestionHint } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { parseAddressBlock } from './address-block.ts'
import type { EnvironmentFinding } from './rule.ts'

/** Who reaches the Kubernetes API: addresses that EKS accepts, and teams that exist. */
export function clusterAccessRule({ cluster, teams }: Environment): readonly EnvironmentFinding[] {
  return [
    ...cluster.publicAccess.flatMap((block, index): EnvironmentFinding[] => {
      const fault = blockFault(block)
      if (fault === undefined) return []
      const path = ['cluster', 'publicAccess', index]
      return [{ id: 'valid-public-access', path, ...fault }]
    }),
    ...Object.entries(cluster.access).flatMap(([role, access]) =>
      (access.teams ?? []).flatMap((team, index): EnvironmentFinding[] =>
        Object.hasOwn(teams, team)
          ? []
          : [
              {
                id: 'known-access-team',
                path: ['cluster', 'access', role, 'teams', index],
                message: `role ${role} is limited to the namespace of '${team}', and no team has that name`,
                hint: suggestionHint(team, Object.keys(teams)),
              },
            ],
      ),
    ),
  ]
}

function blockFault(text: string): { message: string; hint: string } | undefined {
  const block = parseAddressBlock(text)
  if (typeof block === 'string') {
    return { message: `${block}; EKS would refuse it`, hint: 'correct the block' }
  }
  return block.address.isPrivate()
    ? {
        message: `${text} is private: no request from the internet ever comes from there, so nobody would be let in`,
        hint: 'name the public addresses of your network; from inside the VPC the private endpoint answers',
      }
    : undefined
}
