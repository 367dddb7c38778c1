import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  judgeObject,
  loadRules,
  loadValidators,
  openSchemaStore,
  schemaPathOf,
} from '@skyctl/schema-lib'
import { expect, it } from 'vitest'
import {
  allowDns,
  allowFromCidrs,
  allowFromPods,
  allowHttpFromCidrs,
  allowHttpFromPods,
  allowToCidrGroup,
  allowToFqdns,
  allowToKubeApiServer,
  allowToPods,
  denyByDefault,
  denyFromPods,
  denyToCidrs,
  fqdn,
} from './intents.ts'
import { ciliumNetworkPolicy } from './policies.ts'
import { podsIn } from './selectors.ts'

const web = podsIn('shop', { app: 'web' })
const http = { port: 'http', protocol: 'TCP' } as const

it.each([
  ['pods come in on a named port', allowFromPods([web], [http])],
  [
    'pods come in with some requests',
    allowHttpFromPods([web], [http], [{ method: 'GET', path: '/orders/.*' }]),
  ],
  ['a load balancer comes in', allowFromCidrs([{ cidr: '10.30.0.0/16' }], [http])],
  ['a load balancer comes in, seen', allowHttpFromCidrs([{ cidr: '10.30.0.0/16' }], [http], [{}])],
  ['pods are reached', allowToPods([web], [http])],
  ['a group of addresses is reached', allowToCidrGroup('partners', [http])],
  ['the API server is reached', allowToKubeApiServer()],
  ['names are asked for', allowDns([fqdn('api.example.com'), fqdn('*.example.org')])],
  ['pods stay out', denyFromPods([web])],
  ['pods stay out of a port', denyFromPods([web], [http])],
  ['addresses are out of reach', denyToCidrs([{ cidr: '169.254.169.254/32' }])],
])('%s', (_, rule) => {
  expect(rule).toMatchSnapshot()
})

it('a host by name comes with the DNS rule that its addresses are learned by', () => {
  const [dns, host] = allowToFqdns([fqdn('api.example.com')], [{ port: 443, protocol: 'TCP' }])
  expect(dns).toEqual(allowDns([{ matchName: 'api.example.com' }]))
  expect(host).toEqual({
    toFQDNs: [{ matchName: 'api.example.com' }],
    toPorts: [{ ports: [{ port: 443, protocol: 'TCP' }] }],
  })
})

it('denying by default is one empty rule a direction', () => {
  expect(denyByDefault).toEqual({ ingress: [{}], egress: [{}] })
})

it('makes rules that the schema of the kind accepts', async () => {
  const policy = ciliumNetworkPolicy({
    name: 'web',
    namespace: 'shop',
    spec: {
      endpointSelector: { matchLabels: { app: 'web' } },
      ingress: [
        allowFromPods([web], [http]),
        allowHttpFromPods([web], [http], [{ method: 'GET', path: '/orders/.*' }]),
        allowFromCidrs([{ cidr: '10.30.0.0/16', except: ['10.30.4.0/24'] }], [http]),
      ],
      ingressDeny: [denyFromPods([web])],
      egress: [
        allowToPods([web], [http]),
        allowToCidrGroup('partners', [http]),
        allowToKubeApiServer(),
        ...allowToFqdns([fqdn('api.example.com'), fqdn('*.example.org')], [http]),
      ],
      egressDeny: [denyToCidrs([{ cidr: '169.254.169.254/32' }])],
    },
  })
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const store = openSchemaStore(join(root, 'schemas'))
  const path = schemaPathOf(policy, store, '1.35')
  const paths = path === undefined ? [] : [path]
  const validators = await loadValidators(
    store,
    paths,
    join(root, 'node_modules/.cache/skyctl/validators'),
  )
  const options = { store, validators, holds: await loadRules(store, paths) }
  expect(paths).toEqual(['crds/cilium.io/ciliumnetworkpolicy_v2.json'])
  expect(
    judgeObject(
      { value: policy, pointer: '' },
      { ...options, kubernetesVersion: '1.35', allowUnknownKinds: false },
    ),
  ).toEqual([])
})
