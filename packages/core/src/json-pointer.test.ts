import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathOf, pointerOf } from './json-pointer.ts'

test('a pointer escapes ~ and /', () => {
  expect(pointerOf(['tags', 'a/b~c', 0])).toBe('/tags/a~1b~0c/0')
})

test('the root has the empty pointer', () => {
  expect([pointerOf([]), pathOf('')]).toEqual(['', []])
})

test('pathOf undoes pointerOf', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (path) => {
      expect(pathOf(pointerOf(path))).toEqual(path)
    }),
  )
})
