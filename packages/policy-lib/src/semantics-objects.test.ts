import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { createLabelFilter } from './labels/label-filter.ts'
import { answer, ccnp, cnp, fourPods, namespace, pod, prepare, verdicts } from './testing/worlds.ts'
import { prepareWorld } from './verdict/prepare.ts'

/** From objects to rules, labels and identities, and whom a policy is for: SEMANTICS.md, sections 1A to 1C. */

const web = { matchLabels: { app: 'web' } }
const isolated = (endpointSelector: Json) => [
  ...fourPods,
  cnp('a/p', { endpointSelector, ingress: [{}] }),
]
const isolates = (selector: Json, flow = 'a/db > a/web') =>
  answer(isolated(selector), flow).verdict === 'denied'

describe('objects', () => {
  it('rule 1: reads spec and specs together', () => {
    const both = {
      ...cnp('a/p', {
        endpointSelector: web,
        ingress: [{ fromEndpoints: [{ matchLabels: { app: 'db' } }] }],
      }),
      specs: [
        { endpointSelector: web, ingress: [{ fromEndpoints: [{ matchLabels: { app: 'job' } }] }] },
      ],
    }
    expect(
      verdicts([...fourPods, both], ['a/db > a/web', 'a/job > a/web', 'b/web > a/web']),
    ).toEqual({
      'a/db > a/web': 'allowed',
      'a/job > a/web': 'allowed',
      'b/web > a/web': 'denied',
    })
  })

  it('rule 2: puts a policy without a namespace into that of the tool that applies it', () => {
    const policy = {
      ...cnp('a/p', { endpointSelector: {}, ingress: [{}] }),
      metadata: { name: 'p' },
    }
    const world = [...fourPods, policy]
    expect(answer(world, 'a/db > a/web', { defaultNamespace: 'a' }).verdict).toBe('denied')
    expect(answer(world, 'a/db > a/web').verdict).toBe('allowed')
  })

  it('rule 5: reads null as absent, and an empty list as nobody', () => {
    const rule = (fromEndpoints: Json) => [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: web,
        ingress: [{ fromEndpoints, toPorts: [{ ports: [{ port: '80' }] }] }],
      }),
    ]
    expect(answer(rule(null), 'a/db > a/web').verdict).toBe('allowed')
    expect(answer(rule([]), 'a/db > a/web').verdict).toBe('denied')
  })

  it('rule 6: says that what fromRequires of 1.18 does is not evaluated', () => {
    const world = [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: web,
        ingress: [{ fromRequires: [{ matchLabels: { a: 'b' } }], fromEndpoints: [{}] }],
      }),
    ]
    const found = answer(world, 'a/db > a/web', { profile: { ciliumVersion: '1.18' } })
    expect(found.verdict).toBe('may')
    expect(found.reasons).toContain(
      'ingress: fromRequires, which Cilium removed in 1.19, is not evaluated',
    )
    expect(answer(world, 'a/db > a/job', { profile: { ciliumVersion: '1.18' } }).verdict).toBe(
      'allowed',
    )
  })

  it('rule 7: ignores labels, description and log of a rule', () => {
    const world = [
      ...fourPods,
      cnp('a/p', {
        endpointSelector: web,
        description: 'x',
        labels: [{ key: 'a' }],
        log: { value: 'x' },
        ingress: [{ fromEndpoints: [{}] }],
      }),
    ]
    expect(answer(world, 'a/db > a/web').verdict).toBe('allowed')
  })

  it('says that of two objects of one name the first counts, whatever their order', () => {
    const first = { value: cnp('a/p', { endpointSelector: web, ingress: [{}] }), file: 'a.yaml' }
    const second = { value: cnp('a/p', { endpointSelector: web, egress: [{}] }), file: 'b.yaml' }
    for (const manifests of [
      [first, second],
      [second, first],
    ]) {
      const { entries, problems } = prepareWorld(manifests)
      expect(entries.map(({ direction }) => direction)).toEqual(['ingress'])
      expect(problems.map(({ id, where }) => [id, where.file])).toEqual([
        ['duplicate-object', 'b.yaml'],
      ])
    }
  })
})

describe('labels and identities', () => {
  const selects = (labels: Readonly<Record<string, string>>, extra: readonly Json[] = []) =>
    answer(
      [
        ...fourPods,
        ...extra,
        cnp('a/p', { endpointSelector: { matchLabels: labels }, ingress: [{}] }),
      ],
      'a/db > a/web',
    ).verdict === 'denied'

  it('rule 8: adds namespace, labels of the namespace, service account and cluster', () => {
    expect(selects({ 'io.kubernetes.pod.namespace': 'a' })).toBe(true)
    expect(selects({ 'k8s:io.cilium.k8s.namespace.labels.team': 'red' })).toBe(true)
    expect(selects({ 'io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name': 'a' })).toBe(
      true,
    )
    expect(selects({ 'io.cilium.k8s.policy.serviceaccount': 'default' })).toBe(true)
    expect(selects({ 'io.cilium.k8s.policy.cluster': 'default' })).toBe(true)
  })

  it('rule 8: does not let a pod set what Cilium adds', () => {
    const forged = pod('a/forged', {
      'io.cilium.k8s.policy.serviceaccount': 'admin',
      'io.kubernetes.pod.namespace': 'b',
    })
    const world = (labels: Json) => [
      ...fourPods,
      forged,
      ccnp('p', { endpointSelector: { matchLabels: labels }, ingress: [{}] }),
    ]
    expect(
      answer(world({ 'io.cilium.k8s.policy.serviceaccount': 'admin' }), 'a/db > a/forged').verdict,
    ).toBe('allowed')
    expect(answer(world({ 'io.kubernetes.pod.namespace': 'a' }), 'a/db > a/forged').verdict).toBe(
      'denied',
    )
  })

  it('rule 9: filters the keys that Cilium filters, and keeps those of the namespace', () => {
    const keeps = createLabelFilter()
    const kept = [
      'app',
      'app.kubernetes.io/name',
      'io.kubernetes.pod.namespace',
      'io.cilium.k8s.namespace.labels.kubernetes.io/x',
      'io.cilium.k8s.policy.cluster',
      'xk8s.io',
    ]
    const dropped = [
      'io.kubernetes.x',
      'kubernetes.io/x',
      'k8s.io/x',
      'beta.kubernetes.io/arch',
      'x.beta.kubernetes.io/y',
      'pod-template-generation',
      'pod-template-hash',
      'controller-revision-hash',
      'controller-uid',
      'controller-uidx',
      'annotation.x',
      'etcd_node',
      'topology.kubernetes.io/zone',
      'statefulset.kubernetes.io/pod-name',
      'apps.kubernetes.io/pod-index',
      'batch.kubernetes.io/job-completion-index',
      'batch.kubernetes.io/controller-uid',
      'io.cilium.k8s.namespace.labels.beta.kubernetes.io/x',
    ]
    expect(kept.filter((key) => !keeps('k8s', key))).toEqual([])
    expect(dropped.filter((key) => keeps('k8s', key))).toEqual([])
  })

  it('rule 9: finds everybody by NotIn and DoesNotExist of a filtered key', () => {
    const zone = 'topology.kubernetes.io/zone'
    const extra = pod('a/zoned', { [zone]: 'x' })
    const by = (operator: string, values?: readonly string[]) =>
      answer(
        [
          ...fourPods,
          extra,
          cnp('a/p', {
            endpointSelector: {
              matchExpressions: [{ key: zone, operator, ...(values ? { values } : {}) }],
            },
            ingress: [{}],
          }),
        ],
        'a/db > a/zoned',
      ).verdict
    expect(by('In', ['x'])).toBe('allowed')
    expect(by('Exists')).toBe('allowed')
    expect(by('NotIn', ['x'])).toBe('denied')
    expect(by('DoesNotExist')).toBe('denied')
  })

  it('rule 9: adds what the Helm value `labels` says', () => {
    const world = isolated(web)
    expect(answer(world, 'a/db > a/web', { profile: { labelFilter: ['!app'] } }).verdict).toBe(
      'allowed',
    )
    expect(answer(world, 'a/db > a/web', { profile: { labelFilter: ['k8s:app'] } }).verdict).toBe(
      'denied',
    )
  })

  it('rule 10: reads operators, sources and missing keys', () => {
    expect(isolates({ matchLabels: { 'k8s:app': 'web' } })).toBe(true)
    expect(isolates({ matchLabels: { 'any:app': 'web' } })).toBe(true)
    expect(isolates({ matchLabels: { 'odd:app': 'web' } })).toBe(false)
    expect(
      isolates({ matchExpressions: [{ key: 'app', operator: 'In', values: ['x', 'web'] }] }),
    ).toBe(true)
    expect(
      isolates({ matchExpressions: [{ key: 'none', operator: 'NotIn', values: ['x'] }] }),
    ).toBe(true)
    expect(isolates({ matchExpressions: [{ key: 'none', operator: 'DoesNotExist' }] })).toBe(true)
    expect(
      isolates({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }),
    ).toBe(false)
    expect(isolates({ ...web, matchExpressions: [{ key: 'none', operator: 'Exists' }] })).toBe(
      false,
    )
  })

  it('rule 11: knows the reserved identities', () => {
    const to = (entity: string) => [
      ...fourPods,
      cnp('a/p', { endpointSelector: web, egress: [{ toEntities: [entity] }] }),
    ]
    for (const entity of ['host', 'remote-node', 'kube-apiserver', 'health', 'ingress', 'world']) {
      expect(answer(to(entity), `a/web > ${entity}`).verdict).toBe('allowed')
      expect(answer(to('none'), `a/web > ${entity}`).verdict).toBe('denied')
    }
  })

  it('rule 12: takes a pod in the network of its node for the node, on this one or another', () => {
    const agent = pod('a/agent', { app: 'agent' }, { hostNetwork: true })
    const rule = (ingress: Json) => [
      ...fourPods,
      agent,
      cnp('a/p', { endpointSelector: {}, ingress: [ingress] }),
    ]
    const found = answer(rule({}), 'a/agent > a/web')
    expect(found.verdict).toBe('may')
    expect(found.egress).toBe('none')
    expect(found.reasons[0]).toContain("it is 'host' on that node and 'remote-node' on every other")
    expect(answer(rule({ fromEntities: ['remote-node'] }), 'a/agent > a/web').verdict).toBe(
      'allowed',
    )
    expect(
      answer(rule({ fromEndpoints: [{ matchLabels: { app: 'agent' } }] }), 'a/agent > a/web')
        .verdict,
    ).toBe('may')
    // Never a subject: nothing is enforced on its side.
    expect(answer(rule({}), 'a/web > a/agent')).toMatchObject({
      verdict: 'allowed',
      ingress: 'none',
    })
  })

  it('rule 13: counts addresses, names and an API server outside to the world', () => {
    const world = [
      ...fourPods,
      cnp('a/p', { endpointSelector: web, egress: [{ toEntities: ['world'] }] }),
    ]
    for (const to of ['192.0.2.1', 'api.example.com', 'kube-apiserver']) {
      expect(answer(world, `a/web > ${to}`).verdict).toBe('allowed')
    }
    const inside = { profile: { kubeAPIServer: 'in-cluster' as const } }
    expect(answer(world, 'a/web > kube-apiserver', inside).verdict).toBe('denied')
  })

  it('says that labels of a namespace that nobody declares are not known', () => {
    const world = [
      pod('x/one', { app: 'one' }),
      pod('y/two', { app: 'two' }),
      namespace('y'),
      ccnp('p', {
        endpointSelector: { matchLabels: { app: 'two' } },
        ingress: [
          { fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.namespace.labels.team': 'red' } }] },
        ],
      }),
    ]
    const found = answer(world, 'x/one > y/two')
    expect(found.verdict).toBe('may')
    expect(found.reasons.join()).toContain(
      'asks for labels of the namespace x, which no manifest declares',
    )
    expect(answer([...world, namespace('x', { team: 'red' })], 'x/one > y/two').verdict).toBe(
      'allowed',
    )
    expect(answer([...world, namespace('x')], 'x/one > y/two').verdict).toBe('denied')
  })
})

describe('subjects', () => {
  it('rule 14: forces the namespace, and keeps other conditions on it', () => {
    const key = 'io.kubernetes.pod.namespace'
    expect(isolates({ matchLabels: { [`k8s:${key}`]: 'b' } })).toBe(true)
    expect(isolates({ matchLabels: { [key]: 'b' } })).toBe(false)
    expect(isolates({ matchLabels: { [`any:${key}`]: 'b' } })).toBe(false)
    expect(
      isolates({ matchExpressions: [{ key: `k8s:${key}`, operator: 'In', values: ['b'] }] }),
    ).toBe(false)
    const ids = (selector: Json) => prepare(isolated(selector)).problems.map(({ id }) => id)
    expect(ids({ matchLabels: { [`k8s:${key}`]: 'b' } })).toEqual(['foreign-namespace'])
    expect(ids({})).toEqual([])
  })

  it('rule 15: selects endpoints that have no namespace by a clusterwide policy, and never the host', () => {
    const world = (endpointSelector: Json) => [
      ...fourPods,
      ccnp('p', { endpointSelector, ingress: [{}] }),
    ]
    const flows = ['a/db > b/web', 'a/db > health', 'a/db > ingress', 'a/db > host']
    expect(Object.values(verdicts(world({}), flows))).toEqual([
      'denied',
      'denied',
      'denied',
      'allowed',
    ])
    const named = {
      matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' }],
    }
    expect(Object.values(verdicts(world(named), flows))).toEqual([
      'denied',
      'allowed',
      'allowed',
      'allowed',
    ])
  })

  it('rule 16: selects nodes only with the host firewall', () => {
    const world = (nodeSelector: Json) => [
      ...fourPods,
      ccnp('p', { nodeSelector, ingress: [{ fromEntities: ['cluster'] }] }),
    ]
    const on = { profile: { hostFirewall: true } }
    expect(answer(world({}), '192.0.2.1 > host').verdict).toBe('allowed')
    expect(answer(world({}), '192.0.2.1 > host', on).verdict).toBe('denied')
    expect(answer(world({}), 'a/web > host', on).verdict).toBe('allowed')
    expect(answer(world({}), 'a/web > a/db', on).ingress).toBe('allowed')
    expect(answer(world({ matchLabels: { role: 'x' } }), '192.0.2.1 > host', on).verdict).toBe(
      'may',
    )
  })

  it('rule 17: is for pods of its namespace alone', () => {
    const world = isolated({})
    expect(answer(world, 'b/web > a/web').verdict).toBe('denied')
    expect(answer(world, 'a/web > b/web').verdict).toBe('allowed')
  })
})
