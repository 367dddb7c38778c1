import { expect, test } from 'vitest'
import { domainRule } from './domains.ts'
import { sampleEnvironment } from './sample-environment.ts'

test('accepts distinct domains, one below another, and one shared with a standby', () => {
  const staging = sampleEnvironment({ domain: 'staging.shop.example.com' }, 'staging')
  const standby = sampleEnvironment({ standbyFor: 'production' }, 'dr')
  expect(domainRule(sampleEnvironment(), [staging, standby])).toEqual([])
  expect(domainRule(standby, [sampleEnvironment(), staging])).toEqual([])
})

test('rejects one domain in two environments', () => {
  const twin = sampleEnvironment({}, 'twin')
  expect(domainRule(sampleEnvironment(), [twin])).toMatchInlineSnapshot(`
    [
      {
        "hint": "choose another domain, or say standbyFor: twin if this environment takes over from it",
        "id": "unique-domain",
        "message": "shop.example.com is the domain of environment 'twin' as well: both would answer for the same hosts, and overwrite each other's DNS records",
        "path": [
          "domain",
        ],
      },
    ]
  `)
})
