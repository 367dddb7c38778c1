import { expect, test } from 'vitest'
import { sampleEnvironment } from './sample-environment.ts'
import { suppressionRule } from './suppressions.ts'

const check = (...objects: string[]) =>
  suppressionRule(
    sampleEnvironment({
      suppressions: objects.map((object) => ({
        rule: 'require-probe',
        object,
        reason: 'Agreed with its owner.',
        expires: '2026-12-31',
      })),
    }),
  )

test('accepts one rule suppressed for several objects', () => {
  expect(check('apps/Deployment a/b', 'apps/Deployment a/c')).toEqual([])
})

test('rejects one finding suppressed twice', () => {
  expect(check('apps/Deployment a/b', 'apps/Deployment a/b')).toMatchInlineSnapshot(`
    [
      {
        "hint": "keep one of the two entries",
        "id": "unique-suppression",
        "message": "require-probe is suppressed twice for apps/Deployment a/b: two reasons, two dates, and nobody can say which holds",
        "path": [
          "suppressions",
          1,
        ],
      },
    ]
  `)
})
