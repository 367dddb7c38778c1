import { expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleApp } from '../../../testing/sample-workspace.ts'
import { webAcls } from './web-acls.ts'

const served = (name: string, waf?: string) =>
  sampleApp(name, {
    kind: 'Deployment',
    ports: { http: { port: 8080 } },
    ingress: { port: 'http', scheme: 'internal', host: name, ...(waf && { waf }) },
  })

it('a web ACL begins with the groups of AWS, and is found by its name', () => {
  const [acl] = webAcls(sampleResourceInputs([served('web', 'public')]))
  expect({ ...acl, text: '' }).toMatchInlineSnapshot(`
    {
      "check": {
        "expect": {
          "something": "the ARN of the web ACL",
        },
        "run": "aws wafv2 list-web-acls --region eu-west-1 --scope REGIONAL --query "WebACLs[?Name=='acme-live-public'].ARN" --output text",
      },
      "create": [
        "aws wafv2 create-web-acl --region eu-west-1 --scope REGIONAL --name acme-live-public --default-action Allow={} --visibility-config SampledRequestsEnabled=true,CloudWatchMetricsEnabled=true,MetricName=acme-live-public --rules '[{"Name":"AWSManagedRulesCommonRuleSet","Priority":0,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet"}},"OverrideAction":{"None":{}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"AWSManagedRulesCommonRuleSet"}},{"Name":"AWSManagedRulesKnownBadInputsRuleSet","Priority":1,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesKnownBadInputsRuleSet"}},"OverrideAction":{"None":{}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"AWSManagedRulesKnownBadInputsRuleSet"}},{"Name":"AWSManagedRulesAmazonIpReputationList","Priority":2,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesAmazonIpReputationList"}},"OverrideAction":{"None":{}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"AWSManagedRulesAmazonIpReputationList"}}]' --tags Key=owner,Value=base",
      ],
      "id": "web-acl acme-live-public",
      "kind": "Web ACL",
      "name": "acme-live-public",
      "text": "",
      "usedBy": [
        "web",
      ],
      "when": "account",
    }
  `)
})

it('several ingresses name one, and one environment has several', () => {
  const apps = [served('a', 'public'), served('b', 'partners'), served('c', 'public'), served('d')]
  expect(webAcls(sampleResourceInputs(apps)).map(({ name, usedBy }) => [name, usedBy])).toEqual([
    ['acme-live-partners', ['b']],
    ['acme-live-public', ['a', 'c']],
  ])
})

it('none is needed where no ingress names one', () => {
  expect(
    webAcls(sampleResourceInputs([served('a'), sampleApp('b', { kind: 'Deployment' })])),
  ).toEqual([])
})
