import { describe, expect, it } from 'vitest'
import { createWorkspace } from './testing/workspace.ts'

const pod = (namespace: string, name: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
spec:
  containers:
  - name: ${name}
    image: registry.example.com/${name}:1
    ports: [{ name: http, containerPort: 8080 }]
`
const policy = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: api } }
  ingress:
  - fromEndpoints: [{ matchLabels: { app: web } }]
    toPorts: [{ ports: [{ port: http, protocol: TCP }] }]
`
/** A stranger's manifests: nothing that this tool has made. */
const files = {
  'm/pods.yaml': [pod('shop', 'web'), pod('shop', 'api'), pod('mall', 'web')].join('---\n'),
  'm/policy.yaml': policy,
}
const ask = (from: object, port = 8080) => ({
  from,
  to: { pod: 'shop/api' },
  port,
  protocol: 'TCP',
})

describe('skyctl policy verdict', () => {
  it('answers every query of a world that it has never seen, in order', () => {
    const queries = [
      ask({ pod: 'shop/web' }),
      ask({ pod: 'mall/web' }),
      ask({ pod: 'shop/web' }, 9090),
      ask({ entity: 'host' }),
      ask({ ip: '203.0.113.7' }),
    ]
    const workspace = createWorkspace({ files: { ...files, 'q.json': JSON.stringify(queries) } })
    const { code, stdout, stderr } = workspace.run(
      ...['policy', 'verdict', '--world', 'm', '--queries', 'q.json'],
    )
    expect([code, stderr]).toEqual([0, ''])
    const answers = JSON.parse(stdout) as { verdict: string; egress: string; ingress: string }[]
    expect(answers.map(({ verdict, egress, ingress }) => [verdict, egress, ingress])).toEqual([
      ['allowed', 'allowed', 'allowed'],
      ['denied', 'allowed', 'denied'],
      ['denied', 'allowed', 'denied'],
      ['allowed', 'none', 'allowed'],
      ['denied', 'none', 'denied'],
    ])
  })

  it('names every pod that the world lacks, and answers nothing', () => {
    const queries = [ask({ pod: 'shop/wbe' }), ask({ pod: 'mall/none' })]
    const workspace = createWorkspace({ files: { ...files, 'q.json': JSON.stringify(queries) } })
    const { code, stdout, stderr } = workspace.run(
      ...['policy', 'verdict', '--world', 'm', '--queries', 'q.json'],
    )
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('shop/wbe')
    expect(stderr).toContain('mall/none')
  })

  it('leaves a policy out that Cilium refuses, and says so at its line', () => {
    const twoPeers = policy.replace('    toPorts', '    fromEntities: [host]\n    toPorts')
    const workspace = createWorkspace({
      files: {
        ...files,
        'm/policy.yaml': twoPeers,
        'q.json': JSON.stringify([ask({ pod: 'mall/web' })]),
      },
    })
    const { code, stdout, stderr } = workspace.run(
      ...['policy', 'verdict', '--world', 'm', '--queries', 'q.json'],
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([{ verdict: 'allowed' }])
    expect(stderr).toContain('m/policy.yaml:')
    expect(stderr).toContain("refused by Cilium's agent")
  })

  it('answers lines of JSON, a line a line, those that it cannot read too', () => {
    const world = [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a', namespace: 'x' },
        spec: { containers: [{ name: 'a', image: 'a' }] },
      },
    ]
    const lines = [
      JSON.stringify({
        id: 1,
        world,
        queries: [{ from: { entity: 'world' }, to: { pod: 'x/a' }, port: 80, protocol: 'TCP' }],
      }),
      'nonsense',
      JSON.stringify({
        id: 3,
        world,
        queries: [{ from: { pod: 'x/b' }, to: { pod: 'x/a' }, port: 80, protocol: 'TCP' }],
      }),
    ]
    const workspace = createWorkspace({ files: { 'b.jsonl': lines.join('\n') } })
    const { code, stdout } = workspace.run('policy', 'verdict', '--batch', 'b.jsonl')
    expect(code).toBe(0)
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([
      { id: 1, verdicts: [{ verdict: 'allowed' }] },
      { error: expect.stringContaining('JSON') as string },
      { id: 3, error: expect.stringContaining('x/b') as string },
    ])
  })

  it('evaluates as the profile says', () => {
    const queries = [ask({ pod: 'mall/web' })]
    const workspace = createWorkspace({ files: { ...files, 'q.json': JSON.stringify(queries) } })
    const run = (...profile: string[]) =>
      workspace.run('policy', 'verdict', '--world', 'm', '--queries', 'q.json', ...profile)
    expect(run('--profile', 'enforcementMode=never').stdout).toContain('"verdict":"allowed"')
    const { code, stderr } = run('--profile', 'enforcmentMode=never')
    expect(code).toBe(2)
    expect(stderr).toContain("did you mean 'enforcementMode'?")
  })
})

describe('skyctl policy explain', () => {
  it('shows the rule that decides with its file and line, and what the default is', () => {
    const workspace = createWorkspace({ files })
    const { code, stdout } = workspace.run(
      ...[
        'policy',
        'explain',
        '--world',
        'm',
        '--from',
        'shop/web',
        '--to',
        'shop/api',
        '--port',
        'tcp/8080',
      ],
    )
    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "allowed

      because
        egress: allowed: no policy selects it in this direction
        ingress: allowed by cilium.io/CiliumNetworkPolicy shop/api /spec/ingress/0

      egress of Pod shop/web -> Pod shop/api: allowed
        no rule decides, so the default does
        by default allowed: no policy denies this direction

      ingress of Pod shop/api <- Pod shop/web: allowed
        * allows TCP 8080: cilium.io/CiliumNetworkPolicy shop/api (m/policy.yaml:7)
        by default denied, by cilium.io/CiliumNetworkPolicy shop/api
        1 more rule is about other peers or ports
      "
    `)
  })

  it('refuses a port and a peer that it cannot read', () => {
    const workspace = createWorkspace({ files })
    const explain = (from: string, port: string) =>
      workspace.run(
        'policy',
        'explain',
        '--world',
        'm',
        '--from',
        from,
        '--to',
        'shop/api',
        '--port',
        port,
      )
    expect(explain('shop/web', '8080').stderr).toContain('write it as tcp/8080')
    expect(explain('wrld', 'tcp/80').stderr).toContain("'wrld' names no peer")
  })
})

describe('skyctl policy reach', () => {
  it('lists who reaches whom, grouped, in a fixed order', () => {
    const workspace = createWorkspace({ files })
    const { code, stdout } = workspace.run('policy', 'reach', 'm')
    expect(code).toBe(0)
    expect(stdout).toMatch(/Pod shop\/web -> Pod shop\/api\n {2}TCP 8080/)
    expect(workspace.run('policy', 'reach', 'm').stdout).toBe(stdout)
    expect(JSON.parse(workspace.run('policy', 'reach', 'm', '--json').stdout)).toContainEqual({
      from: ['Pod shop/web'],
      to: ['Pod shop/api'],
      allowed: [{ protocol: 'TCP', from: 8080, to: 8080 }],
      may: [],
      l7: [],
    })
  })

  it('lists who may yet come, and is let in or reached', () => {
    const workspace = createWorkspace({ files })
    const { code, stdout } = workspace.run('policy', 'reach', 'm', '--exposure')
    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "Pod mall/web, Pod shop/api, Pod shop/web -> any pod
        every protocol
      any pod -> Pod mall/web, Pod shop/web
        every protocol
      "
    `)
    const json = JSON.parse(workspace.run('policy', 'reach', 'm', '--exposure', '--json').stdout)
    expect(json[0]).toMatchObject({ peers: ['any pod'], may: [] })
    const drawn = workspace.run('policy', 'reach', 'm', '--exposure', '--format', 'svg')
    expect(drawn).toMatchObject({ code: 2, stdout: '' })
    expect(drawn.stderr).toContain('--exposure is printed as text or json, not svg')
  })
})
