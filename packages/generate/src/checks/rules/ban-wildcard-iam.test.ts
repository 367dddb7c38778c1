import { expect, it } from 'vitest'
import { findingsIn } from '../../testing/yaml-world.ts'
import { banWildcardIam } from './ban-wildcard-iam.ts'

const find = (account: string) =>
  findingsIn(
    banWildcardIam,
    `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: live }
iam: { serviceAccounts: [{ roleName: web, ${account} }] }
`,
  )
const statement = (text: string) =>
  find(`attachPolicy: { Statement: [{ Effect: Allow, ${text} }] }`)
const place = 'eksctl.io/ClusterConfig live /iam/serviceAccounts/0/attachPolicy/Statement/0'
const bucket = 'Resource: ["arn:aws:s3:::a/*"]'

it('accepts actions by name, or by a part of it', () => {
  expect(statement(`Action: [s3:GetObject, "s3:List*"], ${bucket}`)).toEqual([])
})

it.each(['"*"', '"s3:*"', '["s3:GetObject", "s3:*"]'])('refuses the action %s', (action) => {
  expect(statement(`Action: ${action}, ${bucket}`)).toEqual([`${place}/Action`])
})

it('refuses everything but', () => {
  expect(statement(`NotAction: [iam:CreateUser], ${bucket}`)).toEqual([`${place}/NotAction`])
})

it('warns of a change to every resource, unless a condition narrows it', () => {
  expect(statement('Action: [ec2:DescribeVpcs], Resource: "*"')).toEqual([])
  expect(statement('Action: [ec2:DescribeVpcs, ec2:DeleteVpc], Resource: "*"')).toEqual([
    `${place}/Resource warning`,
  ])
  const condition = 'Condition: { StringEquals: { aws:ResourceTag/a: b } }'
  expect(statement(`Action: [ec2:DeleteVpc], Resource: "*", ${condition}`)).toEqual([])
})

it('lets a policy deny everything', () => {
  expect(find('attachPolicy: { Statement: { Effect: Deny, Action: "*", Resource: "*" } }')).toEqual(
    [],
  )
})

it("refuses AWS's own policies that mean everything", () => {
  const at = 'eksctl.io/ClusterConfig live /iam/serviceAccounts/0/attachPolicyARNs/0'
  const attach = (name: string) => find(`attachPolicyARNs: ["arn:aws:iam::aws:policy/${name}"]`)
  expect(attach('AdministratorAccess')).toEqual([at])
  expect(attach('AmazonS3FullAccess')).toEqual([at])
  expect(attach('service-role/AmazonEBSCSIDriverPolicy')).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(banWildcardIam, '')).toEqual([])
})
