import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Problem } from '@skyctl/core'
import { expect, it, onTestFinished } from 'vitest'
import { renderProblems } from './print-problems.ts'

function root(): string {
  const path = mkdtempSync(join(tmpdir(), 'skyctl-print-'))
  onTestFinished(() => {
    rmSync(path, { recursive: true })
  })
  mkdirSync(join(path, 'apps'))
  writeFileSync(join(path, 'apps/app.ts'), 'first\n  second\n')
  return path
}

const problem = (more: Partial<Problem> = {}): Problem => ({
  id: 'some-rule',
  severity: 'error',
  where: { file: 'apps/app.ts', line: 2, column: 3, object: 'apps/Deployment shop/web' },
  message: 'it is wrong, and that matters',
  hint: 'make it right',
  ...more,
})

it('shows place, line, what is wrong and what to do', () => {
  expect(renderProblems([problem()], root())).toMatchInlineSnapshot(`
    "error [some-rule] apps/app.ts:2:3 · apps/Deployment shop/web
      2 |   second
        |   ^
      it is wrong, and that matters
      fix: make it right

    1 error"
  `)
})

it('shows no line where none is known, or the file or the line is not there', () => {
  const places = [
    { file: 'apps/app.ts' },
    { file: 'apps/gone.ts', line: 1 },
    { file: 'apps/app.ts', line: 9 },
    {},
  ]
  expect(
    renderProblems(
      places.map((where) => problem({ where })),
      root(),
    ),
  ).not.toContain(' | ')
})

it('has no empty fix', () => {
  expect(renderProblems([problem({ hint: '' })], root())).not.toContain('fix:')
})

it('puts errors last, and counts by severity', () => {
  const severities = ['info', 'error', 'warning', 'error'] as const
  const text = renderProblems(
    severities.map((severity) => problem({ severity, where: {} })),
    root(),
  )
  expect(text.match(/^(info|warning|error) \[/gm)).toEqual([
    'info [',
    'warning [',
    'error [',
    'error [',
  ])
  expect(text).toMatch(/\n\n2 errors, 1 warning, 1 info$/)
})

it('folds warnings of one rule, and never errors', () => {
  const many = (severity: Problem['severity']) =>
    ['a', 'b', 'c', 'd', 'e'].map((object) => problem({ severity, where: { object } }))
  expect(renderProblems(many('warning'), root())).toMatchInlineSnapshot(`
    "warning [some-rule] a
      it is wrong, and that matters
      fix: make it right
      and 4 more like it, in all on: a, b, c and 2 more

    5 warnings"
  `)
  expect(renderProblems(many('error'), root()).match(/some-rule/g)).toHaveLength(5)
})
