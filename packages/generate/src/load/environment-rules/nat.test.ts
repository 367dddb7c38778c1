import { expect, test } from 'vitest'
import { natRule } from './nat.ts'
import { sampleEnvironment } from './sample-environment.ts'

const check = (nat: 'Single' | 'HighlyAvailable' | 'Disable') =>
  natRule(sampleEnvironment({ network: { cidr: '10.10.0.0/16', nat } }))

test('accepts one gateway, or one a zone', () => {
  expect([...check('Single'), ...check('HighlyAvailable')]).toEqual([])
})

test('rejects none', () => {
  expect(check('Disable')).toMatchInlineSnapshot(`
    [
      {
        "hint": "choose 'Single' (cheaper) or 'HighlyAvailable' (survives the loss of a zone)",
        "id": "require-nat",
        "message": "without a NAT gateway no node can pull an image or call AWS: that needs a VPC endpoint for every service used, and none is generated",
        "path": [
          "network",
          "nat",
        ],
      },
    ]
  `)
})
