import type { Json } from '@skyctl/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldChanges } from './field-changes.ts'

const say = (before: Json, after: Json) =>
  fieldChanges(before, after).map(({ path, before: was, after: is }) => [path, was, is])

describe('fieldChanges', () => {
  it.each<[string, Json, Json, unknown[]]>([
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, [['a.b', 1, 2]]],
    [
      'a field that came and one that is gone',
      { a: 1 },
      { b: 2 },
      [
        ['a', 1, undefined],
        ['b', undefined, 2],
      ],
    ],
    [
      'items by their name',
      [
        { name: 'x', v: 1 },
        { name: 'y', v: 1 },
      ],
      [
        { name: 'y', v: 2 },
        { name: 'x', v: 1 },
      ],
      [['[y].v', 1, 2]],
    ],
    [
      'texts as a set',
      ['a', 'b'],
      ['b', 'c'],
      [
        ['[a]', 'a', undefined],
        ['[c]', undefined, 'c'],
      ],
    ],
    [
      'an item before others',
      [{ p: [1] }],
      [{ p: [2] }, { p: [1] }],
      [['[0]', undefined, { p: [2] }]],
    ],
    [
      'an item in the place of another',
      [{ p: [1] }, { p: [3] }],
      [{ p: [2] }, { p: [3] }],
      [
        ['[0].p[1]', 1, undefined],
        ['[0].p[2]', undefined, 2],
      ],
    ],
    [
      'the order alone',
      [{ p: [1] }, { p: [2] }],
      [{ p: [2] }, { p: [1] }],
      [[' (order)', [{ p: [1] }, { p: [2] }], [{ p: [2] }, { p: [1] }]]],
    ],
    ['keys that are no words', { 'a/b': 1 }, { 'a/b': 2 }, [['[a/b]', 1, 2]]],
    ['another type', { a: [1] }, { a: { b: 1 } }, [['a', [1], { b: 1 }]]],
  ])('finds %s', (_, before, after, found) => {
    expect(say(before, after)).toEqual(found)
  })

  it('finds nothing between equal values, and something between others', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [before, after] = [a, b] as [Json, Json]
        expect(fieldChanges(before, structuredClone(before))).toEqual([])
        const differs = JSON.stringify(before) !== JSON.stringify(after)
        expect(fieldChanges(before, after).length > 0).toBe(differs && !isReordered(before, after))
      }),
    )
  })
})

/** Keys in another order are the same object. */
function isReordered(a: Json, b: Json): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join()}}`
}
