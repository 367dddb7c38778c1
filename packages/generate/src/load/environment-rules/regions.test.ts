import { expect, test } from 'vitest'
import { regionRule } from './regions.ts'
import { sampleEnvironment } from './sample-environment.ts'

test.each(['eu-west-1', 'us-gov-west-1', 'cn-northwest-1'])('accepts %s', (region) => {
  expect(regionRule(sampleEnvironment({ region }))).toEqual([])
})

test('rejects a region that does not exist, with a suggestion', () => {
  expect(regionRule(sampleEnvironment({ region: 'eu-wset-1' }))).toMatchInlineSnapshot(`
    [
      {
        "hint": "did you mean 'eu-west-1'?",
        "id": "known-region",
        "message": "'eu-wset-1' is no AWS region in which eksctl creates clusters",
        "path": [
          "region",
        ],
      },
    ]
  `)
})
