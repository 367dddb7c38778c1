import { expect, test } from 'vitest'
import { budgetRule } from './budget.ts'
import { sampleEnvironment } from './sample-environment.ts'

const messages = (alertPercent: number[]) =>
  budgetRule(
    sampleEnvironment({
      budget: { monthlyUsd: 1, subscribers: ['a@example.com'], alertPercent },
    }),
  ).map(({ message, hint }) => `${message} | ${hint}`)

test('accepts alerts that rise', () => {
  expect(messages([50, 80, 100])).toEqual([])
})

test('rejects alerts that do not rise, or repeat', () => {
  expect([...messages([80, 50]), ...messages([50, 50, 80])]).toMatchInlineSnapshot(`
    [
      "budget.alertPercent does not rise: a reader takes the last alert for the most urgent one | write [50, 80]",
      "budget.alertPercent names a percentage twice, and AWS refuses two equal alerts | write [50, 80]",
    ]
  `)
})
