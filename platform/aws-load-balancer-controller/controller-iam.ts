import type { IamStatement } from '@skyctl/model'

const ec2 = (resource: string) => `arn:{partition}:ec2:{region}:{account}:${resource}`
const elb = (resource: string) =>
  `arn:{partition}:elasticloadbalancing:{region}:{account}:${resource}`

const loadBalancers = [elb('loadbalancer/app/*/*'), elb('loadbalancer/net/*/*')]
const targetGroups = [elb('targetgroup/*/*')]
const listenersAndRules = ['listener', 'listener-rule'].flatMap((kind) => [
  elb(`${kind}/app/*/*`),
  elb(`${kind}/net/*/*`),
])

const tagged = { 'aws:ResourceTag/elbv2.k8s.aws/cluster': '{cluster}' }
const tagging = { 'aws:RequestTag/elbv2.k8s.aws/cluster': '{cluster}' }
const keepingItsCluster = {
  StringEquals: tagged,
  Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'true' },
}

/** None of these can be limited to resources. */
const readActions = [
  'acm:DescribeCertificate',
  'acm:ListCertificates',
  'ec2:DescribeAccountAttributes',
  'ec2:DescribeAddresses',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeCoipPools',
  'ec2:DescribeInstances',
  'ec2:DescribeInternetGateways',
  'ec2:DescribeIpamPools',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeRouteTables',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeTags',
  'ec2:DescribeVpcPeeringConnections',
  'ec2:DescribeVpcs',
  'ec2:GetCoipPoolUsage',
  'ec2:GetSecurityGroupsForVpc',
  'elasticloadbalancing:DescribeCapacityReservation',
  'elasticloadbalancing:DescribeListenerAttributes',
  'elasticloadbalancing:DescribeListenerCertificates',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeSSLPolicies',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'elasticloadbalancing:DescribeTrustStores',
  'iam:GetServerCertificate',
  'iam:ListServerCertificates',
  'wafv2:ListWebACLs',
]

/**
 * The controller's published policy, narrowed: to this account and region, and from "has the tag of some cluster" to
 * the tag of this one, since two clusters may share an account. What Shield Advanced, WAF Classic and Cognito need is
 * left out: the values switch the first two off, and no Ingress of ours authenticates.
 */
export const controllerStatements: readonly IamStatement[] = [
  {
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [
      'arn:{partition}:iam::{account}:role/aws-service-role/elasticloadbalancing.amazonaws.com/*',
    ],
    conditions: { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } },
  },
  { actions: readActions, resources: ['*'] },
  {
    actions: ['wafv2:GetWebACL', 'wafv2:AssociateWebACL'],
    resources: ['arn:{partition}:wafv2:{region}:{account}:regional/webacl/*/*'],
  },
  {
    actions: [
      'elasticloadbalancing:SetWebAcl',
      'wafv2:AssociateWebACL',
      'wafv2:DisassociateWebACL',
      'wafv2:GetWebACLForResource',
    ],
    resources: loadBalancers,
  },
  // The security group of nodes is EKS's own: it carries no tag of the controller.
  {
    actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress'],
    resources: [ec2('security-group/*')],
  },
  { actions: ['ec2:CreateSecurityGroup'], resources: [ec2('security-group/*'), ec2('vpc/*')] },
  {
    actions: ['ec2:CreateTags'],
    resources: [ec2('security-group/*')],
    conditions: {
      StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup', ...tagging },
    },
  },
  {
    actions: ['ec2:CreateTags', 'ec2:DeleteTags'],
    resources: [ec2('security-group/*')],
    conditions: keepingItsCluster,
  },
  {
    actions: ['ec2:DeleteSecurityGroup'],
    resources: [ec2('security-group/*')],
    conditions: { StringEquals: tagged },
  },
  {
    actions: ['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateTargetGroup'],
    resources: [...loadBalancers, ...targetGroups],
    conditions: { StringEquals: tagging },
  },
  {
    actions: ['elasticloadbalancing:AddTags'],
    resources: [...loadBalancers, ...targetGroups],
    conditions: {
      StringEquals: {
        'elasticloadbalancing:CreateAction': ['CreateLoadBalancer', 'CreateTargetGroup'],
        ...tagging,
      },
    },
  },
  {
    actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
    resources: [...loadBalancers, ...targetGroups],
    conditions: keepingItsCluster,
  },
  {
    actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
    resources: listenersAndRules,
  },
  {
    actions: [
      'elasticloadbalancing:AddListenerCertificates',
      'elasticloadbalancing:CreateListener',
      'elasticloadbalancing:CreateRule',
      'elasticloadbalancing:DeleteListener',
      'elasticloadbalancing:DeleteRule',
      'elasticloadbalancing:ModifyListener',
      'elasticloadbalancing:ModifyListenerAttributes',
      'elasticloadbalancing:ModifyRule',
      'elasticloadbalancing:RemoveListenerCertificates',
      'elasticloadbalancing:SetRulePriorities',
    ],
    resources: [...loadBalancers, ...listenersAndRules],
  },
  {
    actions: [
      'elasticloadbalancing:DeleteLoadBalancer',
      'elasticloadbalancing:DeleteTargetGroup',
      'elasticloadbalancing:ModifyCapacityReservation',
      'elasticloadbalancing:ModifyIpPools',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
      'elasticloadbalancing:ModifyTargetGroup',
      'elasticloadbalancing:ModifyTargetGroupAttributes',
      'elasticloadbalancing:SetIpAddressType',
      'elasticloadbalancing:SetSecurityGroups',
      'elasticloadbalancing:SetSubnets',
    ],
    resources: [...loadBalancers, ...targetGroups],
    conditions: { StringEquals: tagged },
  },
  {
    actions: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
    resources: targetGroups,
    conditions: { StringEquals: tagged },
  },
]
