import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SkyError } from '@skyctl/core'
import { defineComponent, fact } from '@skyctl/model'
import { ApiObject, type Chart } from 'cdk8s'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { decideFor } from './decide.ts'
import type { Workspace } from './load/workspace.ts'
import { type Memory, openMemory } from './memory/memory.ts'
import { sampleDefaultDeny } from './testing/sample-default-deny.ts'
import {
  sampleApp,
  sampleEnvironment,
  sampleNamespaces,
  sampleWorkspace,
} from './testing/sample-workspace.ts'

const schemas = join(import.meta.dirname, '../../../schemas')
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`

/** Mostly one of the values that break nothing: of runs that refuse everything a test would learn little. */
function mostly<T>(good: readonly T[], bad: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  )
}

/** What somebody may change of an app, ways to break a rule among them. */
const appTexts = fc.record({
  tag: mostly(['1.0.0', '2.0.0'], ['latest']),
  hasDigest: mostly([true], [false]),
  hasProbe: mostly([true], [false]),
  replicas: fc.constantFrom(1, 3),
  port: fc.constantFrom(8080, 9090),
  team: fc.constantFrom('shop', 'base'),
  host: mostly<'none' | 'own' | 'shared'>(['none', 'own'], ['shared']),
  text: mostly(['a', 'b'], ['-----BEGIN PRIVATE KEY-----']),
  talks: fc.boolean(),
  waits: fc.boolean(),
  constructs: mostly([undefined, 'one', 'two'], ['Secret', 'Unknown']),
})
type AppText = typeof appTexts extends fc.Arbitrary<infer T> ? T : never

const environmentTexts = fc.record({
  level: fc.constantFrom('baseline' as const, 'strict' as const),
  facts: fc.constantFrom({}, { replica: 'db.internal' }),
  tags: fc.constantFrom({ owner: 'base' }, { owner: 'base', 'cost-center': 'cc-1' }),
  replicas: fc.constantFrom(undefined, 5),
  suppressed: fc.constantFrom(undefined, 'ban-latest-tag'),
})
type EnvironmentText = typeof environmentTexts extends fc.Arbitrary<infer T> ? T : never

const names = ['a', 'b', 'c'] as const
const replica = fact({ name: 'replica', description: 'Host', command: 'find' })

interface Texts {
  readonly apps: readonly (AppText | undefined)[]
  readonly environments: readonly EnvironmentText[]
}

function appOf(name: string, text: AppText, hasCallee: boolean) {
  const { constructs } = text
  const app = sampleApp(name, {
    kind: 'Deployment',
    team: text.team,
    image: {
      repository: 'registry.example.com/x',
      tag: text.tag,
      ...(text.hasDigest && { digest }),
    },
    replicas: text.replicas,
    ports: { http: { port: text.port, servicePort: 80, appProtocol: 'http' } },
    env: { TEXT: text.text, ...(text.waits && { HOST: replica }) },
    files: { '/etc/x.yaml': text.text },
    ...(text.hasProbe && { probes: { readiness: { check: { tcp: { port: 'http' } } } } }),
    ...(text.host !== 'none' && {
      ingress: { port: 'http', host: text.host === 'own' ? name : 'www', scheme: 'internal' },
    }),
    ...(text.talks && hasCallee && { talksTo: { apps: { a: 'http' } } }),
    ...(constructs && {
      constructs: (chart: Chart, { namespace }: { namespace: string }) => {
        new ApiObject(chart, 'x', {
          apiVersion: 'v1',
          kind: constructs === 'one' || constructs === 'two' ? 'ConfigMap' : constructs,
          metadata: { name: `${name}-extra`, namespace },
          data: { key: constructs },
        })
      },
    }),
  })
  // As if the text were that of a module.
  return { ...app, source: JSON.stringify(text) }
}

function workspaceOf({ apps, environments }: Texts): Workspace {
  const loaded = apps.flatMap((text, index) =>
    text === undefined ? [] : [appOf(names[index] ?? '', text, index > 0 && apps[0] !== undefined)],
  )
  return sampleWorkspace(loaded, {
    environments: environments.map(({ level, facts, tags, replicas, suppressed }, index) =>
      sampleEnvironment(`e${index}`, {
        guardrails: { level },
        facts,
        tags,
        network: { cidr: `10.${index}.0.0/16`, nat: 'Single' },
        ...(replicas && apps[1] && { apps: { b: { replicas: { min: replicas } } } }),
        ...(suppressed && {
          suppressions: [
            {
              rule: suppressed,
              object: 'apps/Deployment shop/a',
              reason: 'it is a sample',
              expires: '2027-12-31',
            },
          ],
        }),
      }),
    ),
    components: {
      namespaces: defineComponent({
        description: 'Namespaces',
        team: 'platform',
        namespace: 'kube-system',
        namespaceExists: true,
        options: z.strictObject({}),
        build: ({ namespaces }) => ({
          objects: [
            sampleDefaultDeny(namespaces.map(({ name }) => name)),
            ...sampleNamespaces(namespaces),
          ],
        }),
      }),
    },
  })
}

/** All that a run decides, or all that it refuses. */
async function decisionOf(
  workspace: Workspace,
  environments: readonly string[] | undefined,
  memory?: Memory,
) {
  try {
    const decision = await decideFor(workspace, {
      schemas,
      ...(environments && { environments }),
      ...(memory && { memory }),
    })
    const { rendered, problems, pending } = decision
    return {
      problems,
      pending,
      files: rendered.map(({ bytes, ...file }) => ({ ...file, bytes: bytes() })),
    }
  } catch (error) {
    if (error instanceof SkyError) return error.problems
    throw error
  }
}

const edits = fc.oneof(
  fc.record({ app: fc.nat(2), text: fc.option(appTexts, { nil: undefined }) }),
  fc.record({ environment: fc.nat(1), text: environmentTexts }),
)

function edited(texts: Texts, edit: typeof edits extends fc.Arbitrary<infer T> ? T : never): Texts {
  return 'app' in edit
    ? { ...texts, apps: texts.apps.with(edit.app, edit.text) }
    : { ...texts, environments: texts.environments.with(edit.environment, edit.text) }
}

it('decides with a memory what it decides without one, whatever was edited before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'skyctl-decide-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const start = fc.record({
    apps: fc.tuple(appTexts, appTexts, appTexts),
    environments: fc.tuple(environmentTexts, environmentTexts),
  })
  const chosen = fc.constantFrom(undefined, ['e0'])
  let run = 0
  let recalled = 0
  let decided = 0
  await fc.assert(
    fc.asyncProperty(
      start,
      fc.array(fc.tuple(edits, chosen), { minLength: 1, maxLength: 4 }),
      async (first, list) => {
        const path = join(folder, String(run++))
        let texts: Texts = first
        for (const [edit, environments] of [[undefined, undefined] as const, ...list]) {
          if (edit !== undefined) texts = edited(texts, edit)
          const workspace = workspaceOf(texts)
          const memory = openMemory(path, 'v1')
          const counting: Memory = {
            ...memory,
            recall: (key) => {
              const known = memory.recall(key)
              if (known !== undefined) recalled++
              return known
            },
          }
          const decision = await decisionOf(workspace, environments, counting)
          expect(decision).toEqual(await decisionOf(workspace, environments))
          if ('files' in decision) decided++
          memory.save((scope) => environments !== undefined && scope === 'e1')
        }
      },
    ),
    { numRuns: 20 },
  )
  expect(decided).toBeGreaterThan(5)
  expect(recalled).toBeGreaterThan(50)
})
