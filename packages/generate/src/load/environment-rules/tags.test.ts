import { expect, test } from 'vitest'
import { sampleEnvironment } from './sample-environment.ts'
import { tagRule } from './tags.ts'

const messages = (tags: Record<string, string>, mandatoryTags: string[] = []) =>
  tagRule(sampleEnvironment({ tags, mandatoryTags })).map(
    ({ id, path, message, hint }) => `${id} ${path.join('.')}: ${message} | ${hint}`,
  )

test('accepts what AWS accepts, in any script', () => {
  expect(messages({ owner: 'Team Käse', 'a.b:c/d=e+f@g': '' }, ['owner'])).toEqual([])
})

test('rejects a mandatory tag that is missing or empty', () => {
  expect(messages({ owner: ' ' }, ['owner', 'cost-center'])).toMatchInlineSnapshot(`
    [
      "require-tag tags.owner: tag 'owner' is mandatory and empty: what costs money could not be assigned to anyone | add owner: below tags, or remove it from mandatoryTags",
      "require-tag tags: tag 'cost-center' is mandatory and missing: what costs money could not be assigned to anyone | add cost-center: below tags, or remove it from mandatoryTags",
    ]
  `)
})

test('rejects tags that AWS keeps for itself or cannot hold', () => {
  expect(
    messages({ 'AWS:x': 'a', y: 'aws:b', 'semi;colon': 'c', z: 'a|b' }),
  ).toMatchInlineSnapshot(`
    [
      "valid-tag tags.AWS:x: tag 'AWS:x' begins with aws:, which AWS keeps for its own tags | rename the tag",
      "valid-tag tags.y: the value of tag 'y' begins with aws:, which AWS keeps for itself | change the value",
      "valid-tag tags.semi;colon: tag 'semi;colon' has characters that AWS refuses in a tag | use letters, digits, spaces and + - = . _ : / @",
      "valid-tag tags.z: the value of tag 'z' has characters that AWS refuses in a tag: 'a|b' | use letters, digits, spaces and + - = . _ : / @",
    ]
  `)
})

test('rejects more than 50 tags', () => {
  const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, 'x']))
  expect(messages(tags)).toMatchInlineSnapshot(`
    [
      "valid-tag tags: there are more than 50 tags, and AWS allows a resource no more | remove tags that no report reads",
    ]
  `)
})
