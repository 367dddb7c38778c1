import { describe, expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleApp, sampleEnvironment } from '../../../testing/sample-workspace.ts'
import { certificates, hostedZones, hostsOf } from './domain.ts'

const served = (name: string, ingress: object) =>
  sampleApp(name, {
    kind: 'Deployment',
    ports: { http: { port: 8080 } },
    ingress: { port: 'http', scheme: 'internal', ...ingress },
  })
const web = served('web', { host: 'www' })
const plain = served('plain', { host: 'plain', tls: false })
const worker = sampleApp('worker', { kind: 'Deployment' })

describe('hosts', () => {
  it('are those of ingresses, sorted, with what the load balancer needs to know', () => {
    expect(hostsOf(sampleResourceInputs([worker, web, plain]).units)).toEqual([
      {
        host: 'plain.live.example.com',
        tls: false,
        scheme: 'internal',
        namespace: 'shop',
        ingress: 'plain',
      },
      {
        host: 'www.live.example.com',
        tls: true,
        scheme: 'internal',
        namespace: 'shop',
        ingress: 'web',
      },
    ])
  })

  it('are those that the environment gives instead', () => {
    const environment = sampleEnvironment('live', { apps: { web: { host: 'shop.example.com' } } })
    const { units } = sampleResourceInputs([web], { environment })
    expect(hostsOf(units).map(({ host }) => host)).toEqual(['shop.example.com'])
  })
})

describe('the hosted zone', () => {
  it("is of the environment's domain, and is found by it", () => {
    expect(hostedZones(sampleResourceInputs([web, worker]))).toMatchInlineSnapshot(`
      [
        {
          "check": {
            "expect": {
              "something": "the id of the zone",
            },
            "run": "aws route53 list-hosted-zones-by-name --region eu-west-1 --dns-name live.example.com --query "HostedZones[?Name=='live.example.com.' && Config.PrivateZone==\\\`false\\\`].Id" --output text",
          },
          "create": [
            "aws route53 create-hosted-zone --region eu-west-1 --name live.example.com --query DelegationSet.NameServers --caller-reference "$(date +%s)"",
          ],
          "id": "hosted-zone live.example.com",
          "kind": "Hosted zone",
          "name": "live.example.com",
          "text": "Answers for the hosts below it. Whoever runs the domain above delegates to the four name servers that the command prints.",
          "usedBy": [
            "web",
          ],
          "when": "account",
        },
      ]
    `)
  })

  it('of a host outside the domain is that of the domain above the host', () => {
    const environment = sampleEnvironment('live', { apps: { web: { host: 'www.brand.example' } } })
    const inputs = sampleResourceInputs([web, plain], { environment })
    expect(hostedZones(inputs).map(({ name, usedBy }) => [name, usedBy])).toEqual([
      ['brand.example', ['web']],
      ['live.example.com', ['plain']],
    ])
    expect(certificates(inputs)[0]?.create.join()).toContain('--dns-name brand.example ')
  })

  it('is not needed where nothing has a host', () => {
    expect(hostedZones(sampleResourceInputs([worker]))).toEqual([])
  })
})

describe('a certificate', () => {
  it('is proven by a record of the zone, and found by its host', () => {
    expect(certificates(sampleResourceInputs([web]))).toMatchInlineSnapshot(`
      [
        {
          "check": {
            "expect": {
              "something": "the ARN of the certificate",
            },
            "run": "aws acm list-certificates --region eu-west-1 --certificate-statuses ISSUED --query "CertificateSummaryList[?DomainName=='www.live.example.com'].CertificateArn" --output text",
          },
          "create": [
            "certificate=$(aws acm request-certificate --region eu-west-1 --domain-name www.live.example.com --validation-method DNS --query CertificateArn --output text)",
            "until record=$(aws acm describe-certificate --region eu-west-1 --query 'Certificate.DomainValidationOptions[0].ResourceRecord.[Name,Value]' --output text --certificate-arn "$certificate") && [ "$record" != None ]; do sleep 2; done",
            "aws route53 change-resource-record-sets --region eu-west-1 --hosted-zone-id "$(aws route53 list-hosted-zones-by-name --region eu-west-1 --dns-name live.example.com --query "HostedZones[?Name=='live.example.com.' && Config.PrivateZone==\\\`false\\\`].Id" --output text)" --change-batch "$(printf '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"%s","Type":"CNAME","TTL":300,"ResourceRecords":[{"Value":"%s"}]}}]}' $record)"",
            "aws acm wait certificate-validated --region eu-west-1 --certificate-arn "$certificate"",
          ],
          "id": "certificate www.live.example.com",
          "kind": "Certificate",
          "name": "www.live.example.com",
          "text": "The load balancer controller finds it in ACM by the host. The last command puts the record into the zone that proves the ownership; ACM then issues within minutes, and renews for as long as the record stands.",
          "usedBy": [
            "web",
          ],
          "when": "account",
        },
      ]
    `)
  })

  it('is one for all ingresses of a host', () => {
    const api = served('api', { host: 'www', path: '/api' })
    const all = certificates(sampleResourceInputs([web, api]))
    expect(all.map(({ name, usedBy }) => [name, usedBy])).toEqual([
      ['www.live.example.com', ['api', 'web']],
    ])
  })

  it('is needed for TLS alone', () => {
    expect(certificates(sampleResourceInputs([plain, worker]))).toEqual([])
  })
})
