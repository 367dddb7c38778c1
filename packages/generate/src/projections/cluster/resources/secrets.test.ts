import { expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleApp } from '../../../testing/sample-workspace.ts'
import { secrets } from './secrets.ts'

const reader = (name: string, specs: object) =>
  sampleApp(name, { kind: 'Deployment', secrets: specs })
const text = (...apps: ReturnType<typeof reader>[]) =>
  secrets(sampleResourceInputs(apps)).map((one) => one.text.split(' The command waits')[0])

it('a secret is encrypted with the key of secrets, and its value stands in no command', () => {
  const app = reader('web', { db: { from: 'shop/db', keys: { user: 'user' } } })
  expect(secrets(sampleResourceInputs([app]))).toMatchInlineSnapshot(`
    [
      {
        "check": {
          "expect": "acme-live/shop/db",
          "run": "aws secretsmanager describe-secret --region eu-west-1 --secret-id acme-live/shop/db --query Name --output text",
        },
        "create": [
          "aws secretsmanager create-secret --region eu-west-1 --name acme-live/shop/db --kms-key-id alias/acme-live-secrets --secret-string file:///dev/stdin --tags Key=owner,Value=base",
          "# later: aws secretsmanager put-secret-value --region eu-west-1 --secret-id acme-live/shop/db --secret-string file:///dev/stdin",
        ],
        "id": "secret acme-live/shop/db",
        "kind": "Secret",
        "name": "acme-live/shop/db",
        "text": "A JSON object: \`{"user":"..."}\`. The command waits for it on standard input: paste it and press Ctrl-D, so that it stands in no history and no process list. What is not known yet, such as the host of a database to come, may be any text until then; the second command replaces the value.",
        "usedBy": [
          "web",
        ],
        "when": "account",
      },
    ]
  `)
})

it('the properties that are read are listed, sorted, each once', () => {
  const keys = { USER: 'user', PASSWORD: 'password', SAME: 'user' }
  expect(text(reader('web', { db: { from: 'db', keys } }))).toEqual([
    'A JSON object: `{"password":"...","user":"..."}`.',
  ])
})

it('a whole value has no properties', () => {
  expect(text(reader('web', { key: { from: 'key', keys: { token: '' } } }))).toEqual([
    'The whole value is read.',
  ])
})

it('one that two apps read is one secret with the properties of both', () => {
  const apps = [
    reader('a', {
      other: { from: 'other', keys: { x: 'x' } },
      db: { from: 'db', keys: { u: 'user' } },
    }),
    reader('b', { mine: { from: 'db', keys: { p: 'password' } } }),
  ]
  expect(text(...apps)).toEqual([
    'A JSON object: `{"x":"..."}`.',
    'A JSON object: `{"password":"...","user":"..."}`.',
  ])
  expect(secrets(sampleResourceInputs(apps)).map(({ name, usedBy }) => [name, usedBy])).toEqual([
    ['acme-live/other', ['a']],
    ['acme-live/db', ['a', 'b']],
  ])
})

it('apps that read none need none', () => {
  expect(text(reader('a', {}))).toEqual([])
})
