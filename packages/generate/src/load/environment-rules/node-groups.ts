import type { Environment, NodeGroup } from '@skyctl/model'
import { architectureOf } from './instance-architecture.ts'
import type { EnvironmentFinding } from './rule.ts'

/** Each node group can exist as written, and the platform finds nodes to run on. */
export function nodeGroupRule({ nodeGroups }: Environment): readonly EnvironmentFinding[] {
  const groups = Object.entries(nodeGroups)
  return [
    ...groups.flatMap(([name, group]) => [
      ...nameFindings(name),
      ...sizeFindings(name, group),
      ...architectureFindings(name, group),
    ]),
    ...(groups.some(([, group]) => isForPlatform(group)) ? [] : [noPlatformNodes]),
  ]
}

const noPlatformNodes: EnvironmentFinding = {
  id: 'require-platform-nodes',
  path: ['nodeGroups'],
  at: 'key',
  message:
    'no node group is on demand, without taints and always on: DNS, Argo CD and the autoscaler itself would have no node to start on, or lose it with a spot interruption',
  hint: 'add a group with spot: false, no taints and min of at least 1',
}

function isForPlatform(group: NodeGroup): boolean {
  const repels = Object.values(group.taints).some(({ effect }) => effect !== 'PreferNoSchedule')
  return !group.spot && !repels && group.min > 0
}

/** What eksctl accepts, where the schema is wider. */
function nameFindings(name: string): readonly EnvironmentFinding[] {
  if (/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name)) return []
  return [
    {
      id: 'valid-node-group-name',
      path: ['nodeGroups', name],
      at: 'key',
      message: `'${name}' cannot name a node group: eksctl wants a letter first, as CloudFormation stacks carry the name`,
      hint: `rename it: 'g${name}'`,
    },
  ]
}

function sizeFindings(name: string, group: NodeGroup): readonly EnvironmentFinding[] {
  const { min, max, desired = min } = group
  if (min > max) {
    return [
      {
        id: 'valid-node-group-size',
        path: ['nodeGroups', name, 'min'],
        message: `node group '${name}' has min ${min} above its max ${max}, and AWS refuses to create it`,
        hint: 'lower min or raise max',
      },
    ]
  }
  if (desired >= min && desired <= max) return []
  return [
    {
      id: 'valid-node-group-size',
      path: ['nodeGroups', name, 'desired'],
      message: `node group '${name}' wants ${desired} nodes, outside its bounds ${min} to ${max}`,
      hint: 'choose a number between min and max, or remove desired to start with min',
    },
  ]
}

function architectureFindings(name: string, group: NodeGroup): readonly EnvironmentFinding[] {
  const [first = '', ...rest] = group.instanceTypes
  const odd = rest.find((type) => architectureOf(type) !== architectureOf(first))
  if (odd === undefined) return []
  return [
    {
      id: 'single-architecture',
      path: ['nodeGroups', name, 'instanceTypes', group.instanceTypes.indexOf(odd)],
      message: `node group '${name}' mixes ${first} (${architectureOf(first)}) and ${odd} (${architectureOf(odd)}): its nodes share one machine image, which starts on one of the two only`,
      hint: 'give each architecture a node group of its own',
    },
  ]
}
