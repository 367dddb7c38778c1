import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Problem, SkyError } from '@skyctl/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadWorkspace } from './load-workspace.ts'
import { sampleEnvironmentFiles } from './sample-environment-files.ts'

const app = (body = '') => `import { defineApp } from '@skyctl/model'
export default defineApp({
  kind: 'Deployment',
  description: 'A sample',
  team: 'web',
  image: { repository: 'registry.example.com/sample', tag: '1.0.0' },
  resources: { cpu: { request: '1m', limit: '2m' }, memory: { request: '1Mi', limit: '2Mi' } },
  ${body}
})
`
const component = (body = '', team = 'web') => `import { defineComponent } from '@skyctl/model'
import { z } from 'zod'
export default defineComponent({
  description: 'A sample',
  team: '${team}',
  namespace: 'net',
  ${body}
  options: z.strictObject({ replicas: z.int().default(2) }),
  build: () => ({}),
})
`

function load(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-load-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  for (const [path, text] of [...sampleEnvironmentFiles, ...Object.entries(files)]) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return loadWorkspace(root)
}

async function problemsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  try {
    return (await load(files)).problems.map(format)
  } catch (error) {
    if (!(error instanceof SkyError)) throw error
    return error.problems.map(format)
  }
}

const format = ({ id, where }: Problem) =>
  `${id} ${where.file}${where.line === undefined ? '' : `:${where.line}`}`

const withOptions = (options: string) =>
  `${sampleEnvironmentFiles.get('environments/staging.yaml')}components:\n${options}`

describe('a workspace', () => {
  it('is its environments, apps and components, each sorted by name', async () => {
    const workspace = await load({
      'apps/z/app.ts': app(),
      'apps/a/app.ts': app(),
      'platform/net/component.ts': component(),
    })
    expect(workspace.apps.map(({ name, origin }) => [name, origin])).toEqual([
      ['a', 'apps/a/app.ts'],
      ['z', 'apps/z/app.ts'],
    ])
    expect(workspace.components.map(({ name }) => name)).toEqual(['net'])
    expect(workspace.environments.map(({ name }) => name)).toEqual(['dr', 'production', 'staging'])
    expect(workspace.problems).toEqual([])
  })

  it('hands each environment the options of its components, with their defaults', async () => {
    const { environments } = await load({
      'platform/net/component.ts': component(),
      'environments/staging.yaml': withOptions('  net:\n    replicas: 5\n'),
    })
    expect(environments.map(({ components }) => components)).toEqual([
      { net: { replicas: 2 } },
      { net: { replicas: 2 } },
      { net: { replicas: 5 } },
    ])
  })
})

it('is read with the overlay instead of what stands on disk', async () => {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-load-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  mkdirSync(join(root, 'environments'))
  for (const [path, text] of sampleEnvironmentFiles) writeFileSync(join(root, path), text)
  const file = 'environments/staging.yaml'
  const edited = (sampleEnvironmentFiles.get(file) ?? '').replace(
    'monthlyUsd: 9000',
    'monthlyUsd: 1',
  )
  const [plain, overlaid] = [
    await loadWorkspace(root),
    await loadWorkspace(root, { overlay: new Map([[file, edited]]) }),
  ]
  const budgets = (workspace: typeof plain) =>
    workspace.environments.map(({ name, budget }) => [name, budget.monthlyUsd])
  expect(budgets(plain)).toContainEqual(['staging', 9000])
  expect(budgets(overlaid)).toContainEqual(['staging', 1])
  expect(overlaid.digest).not.toBe(plain.digest)
})

describe('what is wrong in a module is found at its line:', () => {
  it.each([
    [
      'an app that is none',
      { 'apps/a/app.ts': 'export default {}\n' },
      ['no-definition apps/a/app.ts:1'],
    ],
    [
      'an app without a default export',
      { 'apps/a/app.ts': 'export const a = 1\n' },
      ['no-definition apps/a/app.ts:1'],
    ],
    [
      'a component that is none',
      { 'platform/net/component.ts': 'export default 1\n' },
      ['no-definition platform/net/component.ts:1'],
    ],
    [
      'an app where a component is expected',
      { 'platform/net/component.ts': app() },
      ['no-definition platform/net/component.ts:2'],
    ],
    [
      'a property that does not exist',
      { 'apps/a/app.ts': app('replica: 2,') },
      ['unknown-key apps/a/app.ts:8'],
    ],
    [
      'a value that is none',
      { 'apps/a/app.ts': app('replicas: -1,') },
      ['invalid-value apps/a/app.ts:8'],
    ],
    [
      'a component of a team that does not exist',
      { 'platform/net/component.ts': component('', 'wbe') },
      ['unknown-team platform/net/component.ts:5'],
    ],
    [
      'a component that depends on nothing known',
      { 'platform/net/component.ts': component("dependsOn: ['nte'],") },
      ['unknown-component platform/net/component.ts:7'],
    ],
    [
      'a component that depends on itself',
      { 'platform/net/component.ts': component("dependsOn: ['net'],") },
      ['dependency-cycle platform/net/component.ts:7'],
    ],
  ] as const)('%s', async (_, files, expected) => {
    expect(await problemsOf(files)).toEqual(expected)
  })
})

describe('one mistake', () => {
  it('in a component is not reported again at its options', async () => {
    expect(
      await problemsOf({
        'platform/net/component.ts': 'export default 1\n',
        'environments/staging.yaml': withOptions('  net:\n    replicas: 5\n'),
      }),
    ).toEqual(['no-definition platform/net/component.ts:1'])
  })

  it('in an app is not reported again at those who talk to it', async () => {
    expect(
      await problemsOf({
        'apps/a/app.ts': app('replica: 2,'),
        'apps/b/app.ts': app("talksTo: { apps: { a: 'http' } },"),
      }),
    ).toEqual(['unknown-key apps/a/app.ts:8'])
  })

  it('does not hide another: in an environment, in two apps and in a component', async () => {
    expect(
      await problemsOf({
        'apps/a/app.ts': app('replica: 2,'),
        'apps/b/app.ts': app('replicas: -1,'),
        'apps/c/readme.md': '',
        'platform/net/component.ts': 'export default 1\n',
        'environments/staging.yaml': withOptions('  nte: {}\n'),
      }),
    ).toEqual([
      'unknown-key apps/a/app.ts:8',
      'invalid-value apps/b/app.ts:8',
      'no-definition apps/c',
      expect.stringMatching(/^unknown-key environments\/staging\.yaml:/),
      'no-definition platform/net/component.ts:1',
    ])
  })

  it('in options of a component is found in the file that says it', async () => {
    const text = withOptions('  net:\n    replicas: many\n')
    const line = text.split('\n').findIndex((one) => one.includes('many')) + 1
    expect(
      await problemsOf({
        'platform/net/component.ts': component(),
        'environments/staging.yaml': text,
      }),
    ).toEqual([`wrong-type environments/staging.yaml:${line}`])
  })
})

it('is no workspace without a folder environments', async () => {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-load-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  const error: unknown = await loadWorkspace(root).catch((cause: unknown) => cause)
  expect(error).toMatchObject({ exitCode: 2, problems: [{ id: 'no-workspace' }] })
})
