import { prepareWorld, reachability } from '@skyctl/policy-lib'
import { describe, expect, it } from 'vitest'
import { reachDot, reachSvg } from './draw-reach.ts'

const pod = (namespace: string, name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name, labels: { app: name } },
  spec: {},
})
const policy = (name: string, spec: object) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { namespace: 'shop', name },
  spec,
})
const found = reachability(
  prepareWorld(
    [
      pod('shop', 'web'),
      pod('shop', 'api'),
      policy('all', { endpointSelector: {}, ingress: [{}], egress: [{}] }),
      policy('api', {
        endpointSelector: { matchLabels: { app: 'api' } },
        ingress: [
          {
            fromEndpoints: [{ matchLabels: { app: 'web' } }],
            toPorts: [
              { ports: [{ port: '8080', protocol: 'TCP' }], rules: { http: [{ path: '/"a"' }] } },
            ],
          },
        ],
      }),
      policy('web', {
        endpointSelector: { matchLabels: { app: 'web' } },
        egress: [{ toEndpoints: [{ matchLabels: { app: 'api' } }] }],
      }),
    ].map((value) => ({ value })),
  ),
)

describe('reachDot', () => {
  it('draws workloads by namespace, what is outside beside them, and the ports on each line', () => {
    const dot = reachDot(found)
    expect(dot).toContain('label="shop"; style=rounded')
    expect(dot).toContain('    "Pod shop/api" [label="api"]')
    expect(dot).toContain('  "host" [shape=ellipse, fillcolor="#fdf3e1"]')
    expect(dot).toContain(
      '  "Pod shop/web" -> "Pod shop/api" [style=dotted, label="tcp/8080, http only"]',
    )
  })

  it('is the same whatever the order of the connections', () => {
    const connections = [...found.connections].reverse()
    expect(reachDot({ ...found, connections })).toBe(reachDot(found))
  })
})

describe('reachSvg', () => {
  it('is a picture that says what it is, with no script in it', async () => {
    const svg = await reachSvg(found)
    expect(svg).toContain('<svg role="img" aria-label="Who reaches whom" ')
    expect(svg).toContain('tcp/8080, http only')
    expect(svg).not.toMatch(/<script|javascript:|<foreignObject/i)
  })
})
