import type { Environment } from '@skyctl/model'
import { hostsOf, type PublicHost, zoneIdCommand, zoneOf } from '../resources/domain.ts'
import { sh } from '../shell.ts'
import { primaryOf } from '../standby.ts'
import type { Step, StepInputs } from './step.ts'

/** Points the hosts at this environment's load balancers. A standby's hosts stay with its primary until a failover. */
export function hosts({ environment, environments, units }: StepInputs): Step[] {
  const found = hostsOf(units)
  if (found.length === 0 || primaryOf(environment, environments) !== undefined) return []
  const reachable = found.find(({ scheme }) => scheme === 'internet-facing')
  return [
    {
      id: 'point-hosts',
      title: 'Point the hosts at the load balancers',
      text: 'An alias record for each host, at the load balancer that its Ingress got.',
      commands: found.map((host) => pointHost(environment, host)),
      ...(reachable && { check: checkHost(reachable) }),
      resume:
        'Repeat it: a record that is there is written again. An Ingress without an address waits for the load balancer controller: `kubectl describe ingress` of it says for what (a certificate that is not issued, a web ACL that is not there).',
      needs: [
        ...new Set(found.map(({ host }) => `resource hosted-zone ${zoneOf(host, environment)}`)),
        ...found.map(({ ingress }) => `unit ${ingress}`),
      ],
      provides: ['hosts'],
    },
  ]
}

/** Writes the record of one host. Route 53 wants the load balancer's own zone with its name. */
export function pointHost(environment: Environment, { host, namespace, ingress }: PublicHost) {
  const { region, cluster } = environment
  const address = sh`kubectl --context ${cluster.name} --namespace ${namespace} get ingress ${ingress} --output ${'jsonpath={.status.loadBalancer.ingress[0].hostname}'}`
  const zone = sh`aws elbv2 describe-load-balancers --region ${region} --output text --query`
  return {
    run: [
      `address=$(${address})`,
      `zone=$(${zone} "LoadBalancers[?DNSName=='$address'].CanonicalHostedZoneId")`,
      `${sh`aws route53 change-resource-record-sets --region ${region}`} --hosted-zone-id "$(${zoneIdCommand(zoneOf(host, environment), environment)})" --query ChangeInfo.Status --output text --change-batch "$(printf '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"%s","Type":"A","AliasTarget":{"HostedZoneId":"%s","DNSName":"%s","EvaluateTargetHealth":true}}}]}' ${sh`${host}`} "\${zone:?no load balancer of that name}" "$address")"`,
    ].join('\n'),
    prints: 'PENDING',
  }
}

function checkHost({ host, tls }: PublicHost) {
  return {
    run: sh`curl --silent --show-error --fail --location --output /dev/null --retry 30 --retry-all-errors --retry-delay 10 ${`${tls ? 'https' : 'http'}://${host}/`}`,
    prints: 'nothing: the host answers',
  }
}
