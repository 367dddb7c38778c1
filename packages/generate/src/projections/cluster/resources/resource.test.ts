import { expect, it } from 'vitest'
import { tagOption } from './resource.ts'

it('tags are sorted, one word each', () => {
  expect(tagOption({ team: 'a b', owner: 'base' }, 'Key,Value')).toBe(
    " --tags Key=owner,Value=base 'Key=team,Value=a b'",
  )
})

it('KMS has names of its own for the parts of a tag', () => {
  expect(tagOption({ owner: 'base' }, 'TagKey,TagValue')).toBe(' --tags TagKey=owner,TagValue=base')
})

it('without tags there is no option, which would need a value', () => {
  expect(tagOption({}, 'Key,Value')).toBe('')
})
