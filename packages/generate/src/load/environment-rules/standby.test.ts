import { expect, test } from 'vitest'
import { sampleEnvironment } from './sample-environment.ts'
import { standbyRule } from './standby.ts'

const production = sampleEnvironment()
const staging = sampleEnvironment({ domain: 'staging.example.com' }, 'staging')
const names = ['dr', 'production', 'staging', 'unreadable']
const far = { region: 'eu-central-1', zones: ['eu-central-1a', 'eu-central-1b'] }

const check = (
  overrides: Parameters<typeof sampleEnvironment>[0],
  others = [production, staging],
) =>
  standbyRule(sampleEnvironment(overrides, 'dr'), others, names).map(
    ({ message, hint }) => `${message} | ${hint}`,
  )

test('accepts a standby in another region with the same account and domain', () => {
  expect(check({ ...far, standbyFor: 'production' })).toEqual([])
})

test('says nothing of an environment that stands in for none, or for one that does not parse', () => {
  expect([...check({}), ...check({ standbyFor: 'unreadable' })]).toEqual([])
})

test('rejects a standby for itself or for what does not exist', () => {
  expect([
    ...check({ standbyFor: 'dr' }),
    ...check({ standbyFor: 'prodution' }),
  ]).toMatchInlineSnapshot(`
    [
      "'dr' cannot stand in for itself | name the environment that it takes over from",
      "no environment is called 'prodution': there is nothing to stand in for | did you mean 'production'?",
    ]
  `)
})

test('rejects a standby that would be lost together, or could not take over', () => {
  expect(
    check({ standbyFor: 'production', account: '444455556666', domain: 'dr.example.com' }),
  ).toMatchInlineSnapshot(`
    [
      "'dr' and 'production' are both in eu-west-1: the loss of the region would take the standby as well | move the standby to another region",
      "'dr' and 'production' are in different accounts: keys, certificates and the hosted zone of the hosts cannot be shared | use account '111122223333'",
      "'dr' serves dr.example.com, but stands in for shop.example.com: after a failover the hosts of 'production' would stay unanswered | use domain shop.example.com",
    ]
  `)
})

test('rejects a standby of a standby', () => {
  const first = sampleEnvironment({ standbyFor: 'production' }, 'first')
  expect(
    standbyRule(sampleEnvironment({ ...far, standbyFor: 'first' }, 'dr'), [first], names).map(
      ({ message }) => message,
    ),
  ).toMatchInlineSnapshot(`
    [
      "'first' is itself a standby, for 'production': after a failover nobody could say who serves",
    ]
  `)
})
