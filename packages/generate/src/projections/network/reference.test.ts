import { fileURLToPath } from 'node:url'
import type { Unit } from '@skyctl/model'
import { answerQueries, type Peer, prepareWorld, type Query } from '@skyctl/policy-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../load/load-workspace.ts'
import type { Workspace } from '../../load/workspace.ts'
import { planEnvironment } from '../../plan.ts'
import { resolveUnits } from '../../units/resolve-units.ts'
import { isEnforced } from './connections.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
let workspace: Workspace

beforeAll(async () => {
  workspace = await loadWorkspace(root)
})

/** The apps of an environment, and what its own policies answer. */
function environment(name: string) {
  const chosen = workspace.environments.find((one) => one.name === name)
  if (chosen === undefined) throw new Error(`no environment ${name}`)
  const { files, pending } = planEnvironment(workspace, chosen)
  const { units } = resolveUnits(workspace, chosen)
  const waiting = new Set(pending.map(({ object }) => object.split('/').at(-1)))
  const world = prepareWorld(
    files.flatMap(({ path, body }) =>
      body.kind === 'manifest' ? [{ value: body.manifest, file: path }] : [],
    ),
  )
  expect(world.rejections).toEqual([])
  const ask = (queries: readonly Query[]) => {
    const { answers, faults } = answerQueries(world, queries)
    expect(faults).toEqual([])
    return answers
  }
  const apps = units.filter(
    ({ kind, name: app, workloads }) =>
      kind === 'app' && !waiting.has(app) && workloads.every(isEnforced),
  )
  const rulesOf = ({ namespace, name: app }: Unit) => {
    const policy = world.world.policies.find(({ id }) => id.endsWith(` ${namespace}/${app}`))
    const { ingress = [] } = (policy?.value.spec ?? {}) as { readonly ingress?: readonly Rule[] }
    return ingress.flatMap(({ toPorts = [] }) => toPorts)
  }
  return { environment: chosen, apps, ask, rulesOf }
}

interface Rule {
  readonly toPorts?: readonly {
    readonly ports: readonly { readonly port: string }[]
    readonly rules?: unknown
  }[]
}

const podOf = ({ namespace, name }: Unit): Peer => ({ pod: `${namespace}/${name}` })
const world: Peer = { ip: '203.0.113.7' }

/** Every port of every app, with every peer: whether `talksTo` says so, and what the policies say. */
function connections(
  apps: readonly Unit[],
): { readonly query: Query; readonly isStated: boolean }[] {
  return apps.flatMap((callee) =>
    callee.listens.flatMap(({ name, port, protocol }) =>
      apps
        .filter((caller) => caller !== callee && protocol !== 'SCTP')
        .map((caller) => ({
          query: { from: podOf(caller), to: podOf(callee), port, protocol },
          isStated: caller.talksTo.some(
            (edge) => edge.to === 'unit' && edge.unit === callee.name && edge.port === name,
          ),
        })),
    ),
  )
}

describe.each(['development', 'dr', 'production', 'staging'])('the policies of %s', (name) => {
  it('let every app talk to whom it says, and to no other app', () => {
    const { apps, ask } = environment(name)
    const all = connections(apps)
    const answers = ask(all.map(({ query }) => query))
    const wrong = all.filter(
      ({ isStated }, index) => answers[index]?.verdict !== (isStated ? 'allowed' : 'denied'),
    )
    expect(all.filter(({ isStated }) => isStated).length).toBeGreaterThan(10)
    expect(wrong).toEqual([])
  })

  it('let no app out to the internet but to the hosts that it names', () => {
    const { apps, ask } = environment(name)
    const queries = apps.map(
      (app): Query => ({ from: podOf(app), to: world, port: 443, protocol: 'TCP' }),
    )
    const named = apps.filter(({ talksTo }) => talksTo.some(({ to }) => to === 'host'))
    // Any address may be one that a name led to.
    expect(ask(queries).map(({ egress }) => egress)).toEqual(
      apps.map((app) => (named.includes(app) ? 'may' : 'denied')),
    )
    const hosts = apps.flatMap((app) =>
      app.talksTo.flatMap((edge) =>
        edge.to === 'host'
          ? [
              {
                from: podOf(app),
                to: { fqdn: edge.host },
                port: edge.port,
                protocol: 'TCP' as const,
              },
            ]
          : [],
      ),
    )
    expect(hosts.length).toBeGreaterThan(0)
    // An address behind a name is known when the pod runs.
    expect(ask(hosts).filter(({ verdict }) => verdict === 'denied')).toEqual([])
  })

  it('show Hubble the requests to ports whose app asks for it, and refuse none of them', () => {
    const { apps, ask, rulesOf } = environment(name)
    const shown = apps.flatMap((app) =>
      app.listens.filter(({ l7Visibility }) => l7Visibility).map((listener) => ({ app, listener })),
    )
    expect(shown.length).toBeGreaterThan(1)
    for (const { app, listener } of shown) {
      const rules = rulesOf(app).filter(({ ports }) =>
        ports.some(({ port }) => port === listener.name),
      )
      expect(rules.length).toBeGreaterThan(0)
      expect(rules.every((rule) => JSON.stringify(rule.rules) === '{"http":[{}]}')).toBe(true)
      const callers = apps.filter(({ talksTo }) =>
        talksTo.some((edge) => edge.to === 'unit' && edge.unit === app.name),
      )
      const answers = ask(
        callers.map((caller) => ({
          from: podOf(caller),
          to: podOf(app),
          port: listener.port,
          protocol: 'TCP',
          http: { method: 'DELETE', path: '/anything' },
        })),
      )
      expect(answers.map(({ verdict }) => verdict)).toEqual(callers.map(() => 'allowed'))
    }
  })

  it('let a load balancer of the VPC in where there is an ingress, and nowhere else', () => {
    const { apps, ask, environment: own } = environment(name)
    const address = own.network.cidr.replace(/\.0\/\d+$/, '.9')
    const ports = apps.flatMap((app) => app.listens.map((listener) => ({ app, listener })))
    const answers = ask(
      ports.map(({ app, listener: { port, protocol } }) => ({
        from: { ip: address },
        to: podOf(app),
        port,
        protocol: protocol === 'SCTP' ? 'TCP' : protocol,
      })),
    )
    const open = ports.filter((_, index) => answers[index]?.ingress === 'allowed')
    expect(open.map(({ app, listener }) => `${app.name} ${listener.name}`)).toEqual(
      ports
        .filter(({ app: { app }, listener }) => {
          const spec = app?.spec
          return spec !== undefined && 'ingress' in spec && spec.ingress?.port === listener.name
        })
        .map(({ app, listener }) => `${app.name} ${listener.name}`),
    )
  })

  it('let every app ask for names of the cluster, and the node reach every port', () => {
    const { apps, ask } = environment(name)
    const probes = apps.flatMap((app) =>
      app.listens.map(
        ({ port }): Query => ({ from: { entity: 'host' }, to: podOf(app), port, protocol: 'TCP' }),
      ),
    )
    expect(ask(probes).filter(({ ingress }) => ingress !== 'allowed')).toEqual([])
  })
})
