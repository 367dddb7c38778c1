import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Problem, Where } from '@skyctl/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { locateFindings } from './locate-findings.ts'

const source = `import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  image: { repository: 'registry.example.com/web', tag: '1.0.0' },
  ports: { http: { port: 8080 } },
  ingress: { port: 'http', scheme: 'internal' },
  disruption: { maxUnavailable: 1 },
  dependsOn: ['net'],
})
`

async function locate(where: Where, severity: Problem['severity'] = 'error'): Promise<Where> {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-locate-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  mkdirSync(join(root, 'apps/web'), { recursive: true })
  writeFileSync(join(root, 'apps/web/app.ts'), source)
  const problem: Problem = { id: 'a', severity, where, message: 'm', hint: 'h' }
  const [located] = await locateFindings(root, [problem])
  return located?.where ?? {}
}

const file = 'apps/web/app.ts'

describe('a finding on an object is led back to the property that made it:', () => {
  it.each([
    ['apps/Deployment shop/web', '/spec/template/spec/containers/0/image', 5],
    ['apps/Deployment shop/web', '/spec/template/spec/containers/0/ports/0', 6],
    ['Service shop/web', '/spec/ports/0', 6],
    ['networking.k8s.io/Ingress shop/web', '/spec/rules/0', 7],
    ['policy/PodDisruptionBudget shop/web', '/spec/maxUnavailable', 8],
  ] as const)('%s %s', async (object, pointer, line) => {
    expect(await locate({ file, object, pointer })).toEqual({
      file,
      object,
      pointer,
      line,
      column: 3,
    })
  })

  it('to the declaration itself where no property made it', async () => {
    expect(
      await locate({ file, object: 'apps/Deployment shop/web', pointer: '/spec/paused' }),
    ).toMatchObject({ line: 3, column: 26 })
  })
})

it('takes a pointer without an object for one into the declaration', async () => {
  expect(await locate({ file, pointer: '/dependsOn/0' })).toMatchObject({ line: 9, column: 15 })
})

describe('leaves as it is', () => {
  it.each([
    ['a warning: a run without errors should not pay for it', { file }, 'warning'],
    ['a finding that has its line', { file, line: 1 }, 'error'],
    ['a finding in another file', { file: 'environments/live.yaml' }, 'error'],
    ['a finding in a module that is not there', { file: 'apps/gone/app.ts' }, 'error'],
  ] as const)('%s', async (_, where, severity) => {
    expect(await locate(where, severity)).toEqual(where)
  })
})
