import type { Environment, Unit } from '@skyctl/model'
import { sh } from '../shell.ts'
import { type AwsResource, type ResourceInputs, unitsThat } from './resource.ts'

/** An app's host with what the load balancer needs to know of it. */
export interface PublicHost {
  readonly host: string
  readonly tls: boolean
  readonly scheme: 'internet-facing' | 'internal'
  readonly namespace: string
  /** Name of the Ingress, which is the app's. */
  readonly ingress: string
}

/** Hosts of all ingresses, sorted. */
export function hostsOf(units: readonly Unit[]): PublicHost[] {
  return units
    .flatMap((unit) => {
      const spec = unit.app?.spec
      if (spec === undefined || !('ingress' in spec) || spec.ingress === undefined) return []
      const host = unit.app?.host
      if (host === undefined) return []
      const { tls, scheme } = spec.ingress
      return [{ host, tls, scheme, namespace: unit.namespace, ingress: unit.name }]
    })
    .sort((a, b) => (a.host < b.host ? -1 : 1))
}

/** The domain whose zone answers for a host: the environment's, or the one above a host that lies outside of it. */
export function zoneOf(host: string, { domain }: Pick<Environment, 'domain'>): string {
  if (host === domain || host.endsWith(`.${domain}`)) return domain
  return host.split('.').length > 2 ? host.slice(host.indexOf('.') + 1) : host
}

/** Prints the id of the public hosted zone of a domain. */
export function zoneIdCommand(domain: string, { region }: Pick<Environment, 'region'>): string {
  return sh`aws route53 list-hosted-zones-by-name --region ${region} --dns-name ${domain} --query ${`HostedZones[?Name=='${domain}.' && Config.PrivateZone==\`false\`].Id`} --output text`
}

export function hostedZones({ environment, units }: ResourceInputs): AwsResource[] {
  const { region } = environment
  const domains = new Set(hostsOf(units).map(({ host }) => zoneOf(host, environment)))
  return [...domains].sort().map((domain) => ({
    id: `hosted-zone ${domain}`,
    kind: 'Hosted zone',
    name: domain,
    text: 'Answers for the hosts below it. Whoever runs the domain above delegates to the four name servers that the command prints.',
    usedBy: unitsThat(
      units,
      ({ app }) => app?.host !== undefined && zoneOf(app.host, environment) === domain,
    ),
    when: 'account',
    create: [
      `${sh`aws route53 create-hosted-zone --region ${region} --name ${domain} --query DelegationSet.NameServers`} --caller-reference "$(date +%s)"`,
    ],
    check: {
      run: zoneIdCommand(domain, environment),
      expect: { something: 'the id of the zone' },
    },
  }))
}

/** Certificates, one a host, which the load balancer controller finds by the host. */
export function certificates({ environment, units }: ResourceInputs): AwsResource[] {
  const { region } = environment
  const hosts = new Map(
    hostsOf(units)
      .filter(({ tls }) => tls)
      .map((one) => [one.host, one]),
  )
  const users = new Map<string | undefined, string[]>()
  for (const { name, app } of units) {
    const others = users.get(app?.host)
    if (others === undefined) users.set(app?.host, [name])
    else others.push(name)
  }
  return [...hosts.keys()].map((host) => ({
    id: `certificate ${host}`,
    kind: 'Certificate',
    name: host,
    text: 'The load balancer controller finds it in ACM by the host. The last command puts the record into the zone that proves the ownership; ACM then issues within minutes, and renews for as long as the record stands.',
    usedBy: users.get(host) ?? [],
    when: 'account' as const,
    create: [
      `certificate=$(${sh`aws acm request-certificate --region ${region} --domain-name ${host} --validation-method DNS --query CertificateArn --output text`})`,
      `until record=$(${sh`aws acm describe-certificate --region ${region} --query ${'Certificate.DomainValidationOptions[0].ResourceRecord.[Name,Value]'} --output text`} --certificate-arn "$certificate") && [ "$record" != None ]; do sleep 2; done`,
      `${sh`aws route53 change-resource-record-sets --region ${region}`} --hosted-zone-id "$(${zoneIdCommand(zoneOf(host, environment), environment)})" --change-batch "$(printf '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"%s","Type":"CNAME","TTL":300,"ResourceRecords":[{"Value":"%s"}]}}]}' $record)"`,
      `${sh`aws acm wait certificate-validated --region ${region}`} --certificate-arn "$certificate"`,
    ],
    check: {
      run: sh`aws acm list-certificates --region ${region} --certificate-statuses ISSUED --query ${`CertificateSummaryList[?DomainName=='${host}'].CertificateArn`} --output text`,
      expect: { something: 'the ARN of the certificate' },
    },
  }))
}
