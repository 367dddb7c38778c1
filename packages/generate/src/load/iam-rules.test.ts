import { describe, expect, it } from 'vitest'
import { sampleApp, sampleEnvironment } from '../testing/sample-workspace.ts'
import { checkIam } from './iam-rules.ts'

const live = sampleEnvironment()
const read = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme/*'] }

const problems = (iam: readonly object[], name = 'web', environments = [live]) =>
  checkIam(sampleApp(name, { kind: 'Deployment', iam }), environments).map(
    ({ module, path, problem: { id, message, hint } }) =>
      `${module} ${path.join('.')} ${id}: ${message} | ${hint}`,
  )

describe('unknown-iam-action', () => {
  it('accepts actions that IAM knows', () => {
    expect(problems([read])).toEqual([])
  })

  it('rejects each other one, at its place', () => {
    expect(
      problems([read, { ...read, actions: ['s3:PutObject', 's3:GetObjcet', 's3:*'] }]),
    ).toMatchInlineSnapshot(`
      [
        "apps/web/app.ts iam.1.actions.1 unknown-iam-action: the app asks for s3:GetObjcet: s3 has no such action, so it would grant nothing | did you mean 's3:GetObject'?",
        "apps/web/app.ts iam.1.actions.2 unknown-iam-action: the app asks for s3:*: it allows everything that s3 can do, its administration included | name the actions that are needed: s3:...",
      ]
    `)
  })
})

describe('role-name-too-long', () => {
  it('accepts 64 characters', () => {
    expect(problems([read], 'w'.repeat(54))).toEqual([])
  })

  it('rejects one more, in each environment', () => {
    const dr = sampleEnvironment('dr', { cluster: { name: 'acme-dr22' } })
    expect(problems([read], 'w'.repeat(55), [live, dr])).toMatchInlineSnapshot(`
      [
        "apps/wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww/app.ts iam role-name-too-long: its IAM role would be called acme-live-wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww: 65 characters, and IAM allows 64 | shorten the app's name, or the cluster name of environments/live.yaml",
        "apps/wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww/app.ts iam role-name-too-long: its IAM role would be called acme-dr22-wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww: 65 characters, and IAM allows 64 | shorten the app's name, or the cluster name of environments/dr.yaml",
      ]
    `)
  })

  it('has nothing to say of an app that asks for no permissions', () => {
    expect(problems([], 'w'.repeat(63))).toEqual([])
  })
})

describe('iam-policy-too-long', () => {
  const fixed =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":[""]}]}'
      .length
  const statement = (length: number) => [{ ...read, resources: ['a'.repeat(length - fixed)] }]

  it('accepts 10,240 characters', () => {
    expect(problems(statement(10_240))).toEqual([])
  })

  it('rejects one more', () => {
    expect(problems(statement(10_241))).toMatchInlineSnapshot(`
      [
        "apps/web/app.ts iam iam-policy-too-long: the policy of its IAM role would have 10241 characters in live, and IAM allows 10240 | name resources by a common prefix, or split the app",
      ]
    `)
  })

  it('counts the name of each cluster, and not the placeholder for it', () => {
    const placeholder = '{cluster}'
    const resources = ['a'.repeat(10_240 - fixed - placeholder.length) + placeholder]
    expect(problems([{ ...read, resources }])).toEqual([])
    const long = sampleEnvironment('long', { cluster: { name: 'acme-long1' } })
    expect(problems([{ ...read, resources }], 'web', [long])).toHaveLength(1)
  })
})

it('without environments only the actions are judged', () => {
  expect(problems([{ ...read, actions: ['s3:Gett'] }], 'w'.repeat(63), [])).toHaveLength(1)
})
