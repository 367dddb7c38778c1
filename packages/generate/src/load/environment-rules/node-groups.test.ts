import type { EnvironmentInput } from '@skyctl/model'
import { expect, test } from 'vitest'
import { architectureOf } from './instance-architecture.ts'
import { nodeGroupRule } from './node-groups.ts'
import { sampleEnvironment } from './sample-environment.ts'

const general = { instanceTypes: ['m7i.large'], min: 2, max: 4 }

const messages = (nodeGroups: EnvironmentInput['nodeGroups']) =>
  nodeGroupRule(sampleEnvironment({ nodeGroups })).map(
    ({ id, path, message, hint }) => `${id} ${path.join('.')}: ${message} | ${hint}`,
  )

test('accepts groups that AWS can create, with one for the platform', () => {
  expect(
    messages({
      general: { ...general, desired: 3 },
      arm: { instanceTypes: ['m7g.large', 'c7gn.large'], min: 0, max: 2 },
      spot: { instanceTypes: ['m7i.large', 'm6a.large'], min: 0, max: 2, spot: true },
    }),
  ).toEqual([])
})

test('a taint that only prefers does not keep the platform away', () => {
  expect(
    messages({ general: { ...general, taints: { a: { effect: 'PreferNoSchedule' } } } }),
  ).toEqual([])
})

test('rejects bounds that cross, and a start size outside them', () => {
  expect(
    messages({
      general,
      crossed: { ...general, min: 5 },
      low: { ...general, desired: 1 },
      high: { ...general, desired: 5 },
    }),
  ).toMatchInlineSnapshot(`
    [
      "valid-node-group-size nodeGroups.crossed.min: node group 'crossed' has min 5 above its max 4, and AWS refuses to create it | lower min or raise max",
      "valid-node-group-size nodeGroups.low.desired: node group 'low' wants 1 nodes, outside its bounds 2 to 4 | choose a number between min and max, or remove desired to start with min",
      "valid-node-group-size nodeGroups.high.desired: node group 'high' wants 5 nodes, outside its bounds 2 to 4 | choose a number between min and max, or remove desired to start with min",
    ]
  `)
})

test('rejects a name that eksctl refuses', () => {
  expect(messages({ general, '2xlarge': general })).toMatchInlineSnapshot(`
    [
      "valid-node-group-name nodeGroups.2xlarge: '2xlarge' cannot name a node group: eksctl wants a letter first, as CloudFormation stacks carry the name | rename it: 'g2xlarge'",
    ]
  `)
})

test('rejects two architectures in one group', () => {
  expect(
    messages({ general: { ...general, instanceTypes: ['m7i.large', 'm6a.large', 'm7g.large'] } }),
  ).toMatchInlineSnapshot(`
    [
      "single-architecture nodeGroups.general.instanceTypes.2: node group 'general' mixes m7i.large (x86_64) and m7g.large (arm64): its nodes share one machine image, which starts on one of the two only | give each architecture a node group of its own",
    ]
  `)
})

test('rejects groups of which none can always run the platform', () => {
  const tainted = { ...general, taints: { a: { effect: 'NoSchedule' as const } } }
  expect(messages({ tainted })).toMatchInlineSnapshot(`
    [
      "require-platform-nodes nodeGroups: no node group is on demand, without taints and always on: DNS, Argo CD and the autoscaler itself would have no node to start on, or lose it with a spot interruption | add a group with spot: false, no taints and min of at least 1",
    ]
  `)
  for (const group of [
    { ...general, spot: true },
    { ...general, min: 0 },
  ]) {
    expect(messages({ group })).toHaveLength(1)
  }
  expect(messages({})).toHaveLength(1)
})

test.each([
  [
    'arm64',
    [
      'm7g.large',
      'c6gn.xlarge',
      'x2gd.medium',
      'im4gn.large',
      't4g.small',
      'g5g.xlarge',
      'a1.large',
    ],
  ],
  [
    'x86_64',
    [
      'm7i.large',
      'm7i-flex.large',
      'm6a.large',
      'g6.xlarge',
      'g4dn.xlarge',
      'gr6.4xlarge',
      'u-6tb1.metal',
    ],
  ],
] as const)('%s types are told by their names', (architecture, types) => {
  expect([...new Set(types.map(architectureOf))]).toEqual([architecture])
})
