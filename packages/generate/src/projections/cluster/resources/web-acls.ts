import type { Environment, Unit } from '@skyctl/model'
import { sh } from '../shell.ts'
import { type AwsResource, type ResourceInputs, tagOption, unitsThat } from './resource.ts'

/** Web ACLs that ingresses name, with the rule groups that AWS maintains against common attacks. */
export function webAcls({ environment, units }: ResourceInputs): AwsResource[] {
  const names = new Set(units.map((unit) => webAclOf(unit, environment)))
  const { region, tags } = environment
  return [...names].sort().flatMap((name): AwsResource[] => {
    if (name === undefined) return []
    const visibility = `SampledRequestsEnabled=true,CloudWatchMetricsEnabled=true,MetricName=${name}`
    return [
      {
        id: `web-acl ${name}`,
        kind: 'Web ACL',
        name,
        text: "Filters requests before they reach a load balancer. The load balancer controller associates it by name. It begins with AWS's groups against common exploits, known bad inputs and addresses of bad repute; add rules to it as you need them.",
        usedBy: unitsThat(units, (unit) => webAclOf(unit, environment) === name),
        when: 'account',
        create: [
          `${sh`aws wafv2 create-web-acl --region ${region} --scope REGIONAL --name ${name} --default-action Allow={} --visibility-config ${visibility} --rules ${JSON.stringify(managedRules)}`}${tagOption(tags, 'Key,Value')}`,
        ],
        check: {
          run: sh`aws wafv2 list-web-acls --region ${region} --scope REGIONAL --query ${`WebACLs[?Name=='${name}'].ARN`} --output text`,
          expect: { something: 'the ARN of the web ACL' },
        },
      },
    ]
  })
}

function webAclOf(unit: Unit, environment: Environment): string | undefined {
  const spec = unit.app?.spec
  if (spec === undefined || !('ingress' in spec) || spec.ingress?.waf === undefined) {
    return undefined
  }
  return `${environment.cluster.name}-${spec.ingress.waf}`
}

const managedRules = [
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesAmazonIpReputationList',
].map((name, priority) => ({
  Name: name,
  Priority: priority,
  Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: name } },
  OverrideAction: { None: {} },
  VisibilityConfig: {
    SampledRequestsEnabled: true,
    CloudWatchMetricsEnabled: true,
    MetricName: name,
  },
}))
