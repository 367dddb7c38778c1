import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeDefaults, nullPaths, ownerOf } from './merge-defaults.ts'

test('maps merge at any depth; lists and single values replace', () => {
  expect(
    mergeDefaults(
      { tags: { a: '1', b: { c: '2', d: '3' } }, list: [1, 2], one: 1 },
      { tags: { b: { c: '4' }, e: '5' }, list: [3], one: { two: 2 } },
    ),
  ).toEqual({ tags: { a: '1', b: { c: '4', d: '3' }, e: '5' }, list: [3], one: { two: 2 } })
})

test('null takes an inherited key away, and is no value where nothing is inherited', () => {
  expect(mergeDefaults({ a: 1, b: { c: 2 } }, { a: null, b: { c: null }, d: null })).toEqual({
    b: {},
  })
})

test('null in a list stays', () => {
  expect(mergeDefaults({}, { a: [null] })).toEqual({ a: [null] })
})

test('the owner of a value is the file that gave it', () => {
  const defaults = { both: { left: 1, same: 1 }, list: [1], only: { x: 1 }, map: { y: 1 } }
  const environment = { both: { right: 1, same: 2 }, list: [2], map: 'replaced', gone: null }
  const owner = (...path: string[]) => ownerOf(path, defaults, environment)
  expect({
    root: owner(),
    left: owner('both', 'left'),
    right: owner('both', 'right'),
    same: owner('both', 'same'),
    missing: owner('both', 'missing'),
    nowhere: owner('nowhere'),
    item: owner('list', '0'),
    only: owner('only', 'missing'),
    replaced: owner('map', 'y'),
    gone: owner('gone'),
  }).toEqual({
    root: 'environment',
    left: 'defaults',
    right: 'environment',
    same: 'environment',
    missing: 'environment',
    nowhere: 'environment',
    item: 'environment',
    only: 'defaults',
    replaced: 'environment',
    gone: 'environment',
  })
})

test('null is found in maps, not in lists', () => {
  expect(nullPaths({ a: null, b: { c: null }, d: [null] })).toEqual([['a'], ['b', 'c']])
})

const map = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__'),
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.array(fc.integer(), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
    ),
  })).value,
)

test('merging with nothing, on either side, changes nothing', () => {
  fc.assert(
    fc.property(map, (value) => {
      expect(mergeDefaults({}, value)).toEqual(value)
      expect(mergeDefaults(value, {})).toEqual(value)
      expect(mergeDefaults(value, value)).toEqual(value)
    }),
  )
})

test('merging is associative', () => {
  fc.assert(
    fc.property(map, map, map, (a, b, c) => {
      // Only where no single value stands between two maps: it replaces the one and is replaced by the other.
      fc.pre(noneReplaced(a, b) && noneReplaced(b, c) && noneReplaced(a, c))
      expect(mergeDefaults(mergeDefaults(a, b), c)).toEqual(mergeDefaults(a, mergeDefaults(b, c)))
    }),
  )
})

test('the order of keys does not show', () => {
  const reversed = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, child]) => [key, reversed(child)]),
        )
      : value
  fc.assert(
    fc.property(map, map, (a, b) => {
      const turned = mergeDefaults(
        reversed(a) as Record<string, unknown>,
        reversed(b) as Record<string, unknown>,
      )
      expect(JSON.stringify(turned)).toBe(JSON.stringify(mergeDefaults(a, b)))
    }),
  )
})

function noneReplaced(a: unknown, b: unknown): boolean {
  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isMap(a) || !isMap(b)) return isMap(a) === isMap(b)
  return Object.keys(a).every((key) => !Object.hasOwn(b, key) || noneReplaced(a[key], b[key]))
}
