import { expect, test } from 'vitest'
import { pathText } from './path-text.ts'

test('the root has the empty text', () => {
  expect(pathText([])).toBe('')
})

test('a path reads as people write it', () => {
  expect(pathText(['nodeGroups', 'on-demand', 'instanceTypes', 0])).toBe(
    'nodeGroups.on-demand.instanceTypes[0]',
  )
  expect(pathText(['tags', 'a/b'])).toBe('tags["a/b"]')
})
