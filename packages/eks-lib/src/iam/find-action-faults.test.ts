import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findActionFaults } from './find-action-faults.ts'
import knownActions from './known-actions.json' with { type: 'json' }

const faults = (...actions: string[]) =>
  findActionFaults(actions).map(({ action, why, hint }) => `${action}: ${why} | ${hint}`)

describe('an action is accepted', () => {
  it.each([
    ['that IAM knows', 's3:GetObject'],
    ['whatever its case', 'S3:getOBJECT'],
    ['whose wildcard at the end matches', 's3:Get*'],
    ['whose wildcard in the middle matches', 'ec2:Describe*Attribute'],
    ['whose wildcards match in another case', 'SQS:*message*'],
    ['whose question mark stands for one letter', 's3:GetObjec?'],
  ])('%s', (_, action) => {
    expect(faults(action)).toEqual([])
  })

  it('of every service that publishes any', () => {
    const all = Object.entries<string>(knownActions).flatMap(([service, names]) =>
      names.split(' ').map((name) => `${service}:${name}`),
    )
    fc.assert(
      fc.property(fc.constantFrom(...all), (action) => {
        expect(
          [action, action.toLowerCase(), action.toUpperCase()].flatMap((a) => faults(a)),
        ).toEqual([])
      }),
    )
  })
})

describe('an action is refused', () => {
  it('of a service that IAM does not know, with the nearest', () => {
    expect(faults('sqss:SendMessage', 'nowhere:Do')).toMatchInlineSnapshot(`
      [
        "sqss:SendMessage: IAM knows no service 'sqss' | did you mean 'sqs:SendMessage'?",
        "nowhere:Do: IAM knows no service 'nowhere' | correct the part before ":"",
      ]
    `)
  })

  it('of a service that is a word of JavaScript', () => {
    expect(faults('constructor:Do', '__proto__:Do')).toMatchInlineSnapshot(`
      [
        "constructor:Do: IAM knows no service 'constructor' | correct the part before ":"",
        "__proto__:Do: IAM knows no service '__proto__' | correct the part before ":"",
      ]
    `)
  })

  it('that is misspelt, with the nearest', () => {
    expect(faults('s3:GetObjcet', 's3:Frobnicate')).toMatchInlineSnapshot(`
      [
        "s3:GetObjcet: s3 has no such action, so it would grant nothing | did you mean 's3:GetObject'?",
        "s3:Frobnicate: s3 has no such action, so it would grant nothing | see the actions of s3",
      ]
    `)
  })

  it('whose wildcard matches none', () => {
    expect(faults('s3:GetObjcet*', 's3:?GetObject', 's3:Get(*')).toMatchInlineSnapshot(`
      [
        "s3:GetObjcet*: s3 has no such action, so it would grant nothing | did you mean 's3:GetObject'?",
        "s3:?GetObject: s3 has no such action, so it would grant nothing | did you mean 's3:GetObject'?",
        "s3:Get(*: s3 has no such action, so it would grant nothing | see the actions of s3",
      ]
    `)
  })

  it('that opens its whole service', () => {
    expect(faults('s3:*', 'iam:**', 'kms:?*')).toMatchInlineSnapshot(`
      [
        "s3:*: it allows everything that s3 can do, its administration included | name the actions that are needed: s3:...",
        "iam:**: it allows everything that iam can do, its administration included | name the actions that are needed: iam:...",
        "kms:?*: it allows everything that kms can do, its administration included | name the actions that are needed: kms:...",
      ]
    `)
  })

  it('that is no service with an action', () => {
    expect(faults('*', 's3', 's3:', 's3:GetObject:x')).toMatchInlineSnapshot(`
      [
        "*: IAM knows no service '*' | correct the part before ":"",
        "s3: s3 has no such action, so it would grant nothing | see the actions of s3",
        "s3:: s3 has no such action, so it would grant nothing | see the actions of s3",
        "s3:GetObject:x: s3 has no such action, so it would grant nothing | did you mean 's3:GetObject'?",
      ]
    `)
  })
})

it('judges each of several, in their order', () => {
  expect(
    findActionFaults(['s3:*', 's3:GetObject', 'sqs:Sned']).map(({ action }) => action),
  ).toEqual(['s3:*', 'sqs:Sned'])
})

it('has nothing to say of no actions', () => {
  expect(findActionFaults([])).toEqual([])
})

it('reads any text as a pattern of IAM, and never as a regular expression', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(faults(`sqs:(${text}`)).toHaveLength(1)
    }),
  )
})
