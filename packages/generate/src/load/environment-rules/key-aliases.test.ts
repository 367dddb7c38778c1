import { expect, test } from 'vitest'
import { keyAliasRule } from './key-aliases.ts'
import { sampleEnvironment } from './sample-environment.ts'

test('accepts the defaults and aliases of the company', () => {
  const encryption = { secretsKeyAlias: 'alias/platform/aws/secrets' }
  expect(keyAliasRule(sampleEnvironment({ encryption }))).toEqual([])
})

test('rejects an alias of a key that AWS manages', () => {
  const encryption = { volumesKeyAlias: 'alias/aws/ebs' }
  expect(keyAliasRule(sampleEnvironment({ encryption }))).toMatchInlineSnapshot(`
    [
      {
        "hint": "name a key of your own, such as alias/platform-secrets, or remove the line for the default",
        "id": "ban-aws-key-alias",
        "message": "alias/aws/ebs is reserved for keys that AWS manages, whose policy cannot be changed: neither EKS nor a backup in another account could use it",
        "path": [
          "encryption",
          "volumesKeyAlias",
        ],
      },
    ]
  `)
})
