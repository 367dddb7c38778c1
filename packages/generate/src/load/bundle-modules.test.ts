import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { SkyError } from '@skyctl/core'
import { expect, it, onTestFinished } from 'vitest'
import { loadModules } from './bundle-modules.ts'

type Files = Readonly<Record<string, string>>

function workspaceOf(files: Files) {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-modules-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  const write = (added: Files) => {
    for (const [path, text] of Object.entries(added)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  }
  write(files)
  const load = async (...modules: readonly string[]) => {
    const { exports } = await loadModules(root, modules)
    return Object.fromEntries([...exports].map(([path, value]) => [path, { ...value }]))
  }
  return { root, write, load }
}

async function refusal(loading: Promise<unknown>): Promise<SkyError> {
  const error: unknown = await loading.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (!(error instanceof SkyError)) throw new Error('was expected to be refused', { cause: error })
  return error
}

it('gives the exports of each module under its path', async () => {
  const { load } = workspaceOf({
    'apps/a/app.ts': 'export default 1\nexport const named: string = "x"\n',
    'apps/b/app.ts': "import { two } from './two.ts'\nexport default two\n",
    'apps/b/two.ts': 'export const two = 2\n',
  })
  expect(await load('apps/a/app.ts', 'apps/b/app.ts')).toEqual({
    'apps/a/app.ts': { default: 1, named: 'x' },
    'apps/b/app.ts': { default: 2 },
  })
})

it('needs no module at all', async () => {
  expect(await workspaceOf({}).load()).toEqual({})
})

it('evaluates a module again once something that it imports has changed', async () => {
  const { load, write } = workspaceOf({
    'apps/a/app.ts': "import value from './value.json'\nexport default value\n",
    'apps/a/value.json': '{ "n": 1 }',
  })
  expect(await load('apps/a/app.ts')).toEqual({ 'apps/a/app.ts': { default: { n: 1 } } })
  write({ 'apps/a/value.json': '{ "n": 2 }' })
  expect(await load('apps/a/app.ts')).toEqual({ 'apps/a/app.ts': { default: { n: 2 } } })
  write({ 'apps/a/value.json': '{ "n": 1 }' })
  expect(await load('apps/a/app.ts')).toEqual({ 'apps/a/app.ts': { default: { n: 1 } } })
})

it('shares zod with the tool, wherever the workspace lies', async () => {
  const { z } = await import('zod')
  const { load } = workspaceOf({
    'apps/a/app.ts': "import { z } from 'zod'\nexport default z.string()\n",
  })
  const loaded = await load('apps/a/app.ts')
  expect(loaded['apps/a/app.ts']?.default).toBeInstanceOf(z.ZodString)
})

it('names file, line and column of every syntax error', async () => {
  const { load } = workspaceOf({
    'apps/a/app.ts': 'export default {\n  a: 1\n  b: 2\n}\n',
    'apps/b/app.ts': 'export default )\n',
  })
  const { problems, exitCode } = await refusal(load('apps/a/app.ts', 'apps/b/app.ts'))
  expect(exitCode).toBe(2)
  expect(problems.map(({ id, where, message }) => [id, where, message])).toEqual([
    ['module-syntax', { file: 'apps/a/app.ts', line: 3, column: 3 }, 'Expected "}" but found "b"'],
    ['module-syntax', { file: 'apps/b/app.ts', line: 1, column: 16 }, 'Unexpected ")"'],
  ])
})

it('names the line of an import that leads nowhere', async () => {
  const { load } = workspaceOf({ 'apps/a/app.ts': "\nimport './gone.ts'\n" })
  const { problems } = await refusal(load('apps/a/app.ts'))
  expect(problems).toMatchObject([
    {
      id: 'module-syntax',
      where: { file: 'apps/a/app.ts', line: 2, column: 8 },
      message: 'Could not resolve "./gone.ts"',
    },
  ])
})

it('names each module that throws, and no other', async () => {
  const { load } = workspaceOf({
    'apps/a/app.ts': 'export default 1\n',
    'apps/b/app.ts': "export default 2\nthrow new TypeError('no luck')\n",
    'apps/c/app.ts': 'const nothing: { a?: { b: number } } = {}\nexport default nothing.a!.b\n',
  })
  const { problems, exitCode } = await refusal(
    load('apps/a/app.ts', 'apps/b/app.ts', 'apps/c/app.ts'),
  )
  expect(exitCode).toBe(2)
  expect(problems.map(({ id, where, message }) => [id, where, message])).toEqual([
    [
      'module-failed',
      { file: 'apps/b/app.ts', line: 2 },
      'the module throws when it is loaded: no luck',
    ],
    [
      'module-failed',
      { file: 'apps/c/app.ts' },
      "the module throws when it is loaded: Cannot read properties of undefined (reading 'b')",
    ],
  ])
})

it('leaves nothing in the workspace', async () => {
  const { readdirSync } = await import('node:fs')
  const { load, root } = workspaceOf({ 'apps/a/app.ts': 'export default 3\n' })
  await load('apps/a/app.ts')
  expect(readdirSync(root, { recursive: true }).sort()).toEqual(['apps', 'apps/a', 'apps/a/app.ts'])
})
