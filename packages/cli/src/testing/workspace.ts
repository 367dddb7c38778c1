import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Folder of the JSON Schemas, for tests that call the pipeline without the command line. */
export const schemas = fileURLToPath(new URL('../../../../schemas', import.meta.url))

export const binary = fileURLToPath(new URL('../../bin/skyctl.js', import.meta.url))

/** The smallest workspace that uses most of the model: two environments, three apps, two components. */
export const tinyWorkspace: Readonly<Record<string, string>> = {
  'environments/defaults.yaml': `company: acme
repository:
  url: https://git.example.com/acme/platform.git
  revision: refs/heads/main
imageRegistry: registry.example.com
teams:
  shop:
    description: Sells
    github: "@acme/shop"
  base:
    description: Runs the clusters
    github: "@acme/base"
account: "111122223333"
region: eu-west-1
zones: [eu-west-1a, eu-west-1b]
kubernetes:
  version: "1.35"
nodeGroups:
  general:
    instanceTypes: [m7i.large]
    min: 2
    max: 4
tags:
  owner: base
budget:
  monthlyUsd: 100
  subscribers: [costs@example.com]
`,
  'environments/test.yaml': `domain: test.example.com
network:
  cidr: 10.10.0.0/16
  nat: Single
`,
  'environments/live.yaml': `domain: live.example.com
network:
  cidr: 10.20.0.0/16
  nat: Single
guardrails:
  level: strict
`,
  'apps/web/app.ts': app(`
  kind: 'Deployment',
  description: 'Pages',
  team: 'shop',
  ${image('web')}
  ports: { http: { port: 8080, servicePort: 80, appProtocol: 'http' } }, probes: { readiness: { check: { tcp: { port: 'http' } } } },
  env: { API: addressOf('api', 'http'), TOKEN: secretValue('token', 'value') },
  files: { '/etc/web/config.yaml': 'color: blue\\n' },
  secrets: { token: { from: 'web/token', keys: { value: '' } } },
  talksTo: { apps: { api: 'http' } },
  scaling: { min: 2, max: 4, cpuPercent: 70 },
  ingress: { port: 'http', scheme: 'internal' },
`),
  'apps/api/app.ts': app(`
  kind: 'Deployment',
  description: 'Answers',
  team: 'shop',
  ${image('api')}
  ports: { http: { port: 3000 } }, probes: { readiness: { check: { tcp: { port: 'http' } } } },
  replicas: 2,
`),
  'apps/store/app.ts': app(`
  kind: 'StatefulSet',
  description: 'Remembers',
  team: 'shop',
  ${image('store')}
  ports: { db: { port: 5432 } }, probes: { readiness: { check: { tcp: { port: 'db' } } } },
  storage: { data: { mountPath: '/data', size: '1Gi' } },
`),
  'platform/namespaces/component.ts': `import { defineComponent } from '@skyctl/model'
import { z } from 'zod'

export default defineComponent({
  description: 'Namespaces',
  team: 'base',
  namespace: 'kube-system',
  namespaceExists: true,
  options: z.strictObject({}),
  build: ({ namespaces }) => ({
    objects: [
      ...namespaces.map(({ name }) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' } },
      })),
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumClusterwideNetworkPolicy',
        metadata: { name: 'default-deny' },
        spec: {
          endpointSelector: {
            matchExpressions: [
              {
                key: 'k8s:io.kubernetes.pod.namespace',
                operator: 'In',
                values: namespaces.map(({ name }) => name),
              },
            ],
          },
          ingress: [{}],
          egress: [{}],
        },
      },
    ],
  }),
})
`,
  'platform/network/component.ts': `import { defineChart, defineComponent } from '@skyctl/model'
import { z } from 'zod'

const chart = defineChart({
  repository: 'https://charts.example.com',
  chart: 'network',
  version: '1.2.3',
  values: z.strictObject({ replicas: z.int() }),
})

export default defineComponent({
  description: 'Network',
  team: 'base',
  namespace: 'network',
  dependsOn: ['namespaces'],
  options: z.strictObject({ replicas: z.int().min(1).default(1) }),
  build: ({ options }) => ({ chart: chart({ release: 'network', values: options }) }),
})
`,
}

function app(body: string): string {
  return `import { addressOf, defineApp, fact, secretValue } from '@skyctl/model'

export default defineApp({${body}  resources: {
    cpu: { request: '10m', limit: '100m' },
    memory: { request: '16Mi', limit: '32Mi' },
  },
})
void [addressOf, fact, secretValue]
`
}

/** A digest of the right form, for an image that nobody pulls. */
function image(name: string): string {
  return `image: { repository: 'registry.example.com/${name}', tag: '1.0.0', digest: 'sha256:${'0123456789abcdef'.repeat(4)}' },`
}

export interface TestWorkspace {
  readonly dir: string
  readonly run: (...args: readonly string[]) => Run
  readonly read: (path: string) => string
  readonly write: (path: string, text: string) => void
  /** Replaces one text that must be there. */
  readonly edit: (path: string, from: string, to: string) => void
  readonly remove: (path: string) => void
  /** Every file of `generated/` with its bytes, sorted. */
  readonly tree: () => Readonly<Record<string, string>>
}

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface WorkspaceOptions {
  /** A workspace to start from, tree and cache included. @defaultValue the tiny workspace, with no tree */
  readonly from?: TestWorkspace
  /** Files over it; undefined leaves one out. */
  readonly files?: Readonly<Record<string, string | undefined>>
  readonly env?: NodeJS.ProcessEnv
  /** Order in which the files are created. */
  readonly reversed?: boolean
  /** When the folder is removed. @defaultValue when the test ends */
  readonly cleanUp?: (remove: () => void) => void
}

/** A workspace in a fresh folder. */
export function createWorkspace(options: WorkspaceOptions = {}): TestWorkspace {
  const dir = mkdtempSync(join(tmpdir(), 'skyctl-test-'))
  const { cleanUp = onTestFinished, from } = options
  cleanUp(() => {
    rmSync(dir, { recursive: true, force: true })
  })
  if (from !== undefined) cpSync(from.dir, dir, { recursive: true, preserveTimestamps: true })
  const entries = Object.entries({ ...(from === undefined && tinyWorkspace), ...options.files })
  if (options.reversed) entries.reverse()
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  for (const [path, text] of entries) if (text !== undefined) write(path, text)
  const read = (path: string) => readFileSync(join(dir, path), 'utf8')
  return {
    dir,
    run: (...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [binary, '-C', dir, ...args], {
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', ...options.env },
      })
      return { code: status, stdout, stderr: stderr.replaceAll(dir, '<dir>') }
    },
    read,
    write,
    edit: (path, from, to) => {
      const text = read(path)
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`)
      write(path, text.replace(from, to))
    },
    remove: (path) => rmSync(join(dir, path), { recursive: true }),
    tree: () => readTree(join(dir, 'generated')),
  }
}

function readTree(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return Object.fromEntries(
    paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  )
}
