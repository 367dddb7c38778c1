import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathOf, pathText, pointerOf } from './path.ts'

test('a pointer escapes ~ and /', () => {
  expect(pointerOf(['tags', 'a/b~c', 0])).toBe('/tags/a~1b~0c/0')
})

test('the root has the empty pointer and the empty text', () => {
  expect([pointerOf([]), pathText([]), pathOf('')]).toEqual(['', '', []])
})

test('a path reads as people write it', () => {
  expect(pathText(['nodeGroups', 'on-demand', 'instanceTypes', 0])).toBe(
    'nodeGroups.on-demand.instanceTypes[0]',
  )
  expect(pathText(['tags', 'a/b'])).toBe('tags["a/b"]')
})

test('pathOf undoes pointerOf', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (path) => {
      expect(pathOf(pointerOf(path))).toEqual(path)
    }),
  )
})
