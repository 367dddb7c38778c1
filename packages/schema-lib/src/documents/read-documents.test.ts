import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLocator } from './locate.ts'
import { readDocuments } from './read-documents.ts'

function readOne(text: string): unknown {
  const { documents, faults } = readDocuments(text)
  expect(faults).toEqual([])
  return documents[0]?.value
}

function faultsOf(text: string): string[] {
  return readDocuments(text).faults.map(({ id, offset }) => `${id} ${offset}`)
}

describe('readDocuments', () => {
  it('reads all JSON as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(value !== null)
        expect(readOne(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it.each([
    ['yes', true],
    ['n', false],
    ['Off', false],
    ['~', null],
    ['010', 8],
    ['0o10', 8],
    ['08', 8],
    ['0x1F', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['1e3', 1000],
    ['-.5', -0.5],
    ['2020-01-01', '2020-01-01'],
    ['1.2.3', '1.2.3'],
    ['1:30', '1:30'],
    ['1e999', '1e999'],
    ['0x', '0x'],
    ['+', '+'],
    ['.', '.'],
    ['none', 'none'],
    ['"yes"', 'yes'],
    ["'010'", '010'],
    ['!!str 010', '010'],
  ])('reads the plain scalar %s as Go does', (text, value) => {
    expect(readOne(`a: ${text}`)).toEqual({ a: value })
  })

  it('reads several documents, and counts those that are empty', () => {
    const { documents } = readDocuments('a: 1\n---\n# nothing\n---\nb: 2\n')
    expect(documents).toEqual([
      { index: 0, value: { a: 1 }, offset: 0 },
      { index: 2, value: { b: 2 }, offset: 23 },
    ])
  })

  it('merges maps into a map', () => {
    expect(readOne('base: &b {x: 1, z: 2}\nall:\n  w: 3\n  <<: *b\n')).toEqual({
      base: { x: 1, z: 2 },
      all: { w: 3, x: 1, z: 2 },
    })
  })

  it('finds a key that occurs twice, a key that is a boolean, a strange tag and a lost alias', () => {
    expect(faultsOf('a: 1\nb:\n  c: 1\n  c: 2\n')).toEqual(['duplicate-key 17'])
    expect(faultsOf('on: 1\n')).toEqual(['yaml-1.1-boolean 0'])
    expect(faultsOf('a: !secret x\n')).toEqual(['unsupported-yaml 11'])
    expect(faultsOf('a: *b\n')).toEqual(['invalid-yaml 3'])
    expect(faultsOf('? [1]\n: 2\n')).toEqual(['unsupported-yaml 2'])
  })

  it.each([
    ['# comment\u0085a: 1\n', ['yaml-1.1-line-break 9']],
    ['a: "x\u2028y"\n', ['yaml-1.1-line-break 5']],
    ['a: |\n  x\u2029  y\n', ['yaml-1.1-line-break 8']],
    ['a: "x\\u2028y"\n', []],
    ['{"a": "x\u2028y"}', []],
  ])('finds in %j the line breaks of YAML 1.1', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults)
  })

  it.each([
    ['a merged key that stands there already', '<<: {a: 1}\na: 2\n', ['duplicate-key 0']],
    ['a key that is merged twice', '<<: [{a: 1}, {a: 2}]\n', ['duplicate-key 0']],
    ['a merge of text', '<<: a\n', ['unsupported-yaml 0']],
    ['a key that is null', '~: a\n', ['unsupported-yaml 0']],
    ['a tag that its value contradicts', 'a: !!int b\n', ['unsupported-yaml 9']],
    ['a tag that turns text into a number', 'a: !!int "5"\n', []],
    ['an escape of JSON', 'a: "b\\/c"\n', ['unsupported-yaml 5']],
    ['an escape of half a character', 'a: "\\ud83d\\ude80"\n', ['unsupported-yaml 4']],
    ['an escaped backslash before a slash', 'a: "\\\\/\\\\ud83d"\n', []],
    ['the same escapes in JSON', '{"a": "\\/ \\ud83d\\ude80"}', []],
    ['what is no character', 'a: b\ufffe\n', ['invalid-yaml 4']],
    ['the same in JSON', '{"a": "b\ufffe"}', []],
    ['a control character', 'a: b\u007f\n', ['invalid-yaml 4']],
    ['the same control character in JSON', '{"a": "b\u007f"}', []],
    ['a directive', '%YAML 1.1\n---\na: 1\n', ['unsupported-yaml 0']],
    ['a percent sign in a block', '|\n %YAML\n', []],
    ['a tab in an empty line', 'a: 1\n\t\nb: 2\n', ['unsupported-yaml 5']],
    ['a tab before a comment of its own line', 'a: 1\n \t# b\n', ['unsupported-yaml 5']],
    ['a tab in a line of a block', 'a: |\n  x\n  \t\n  y\n', []],
    ['a tab in an empty line in brackets', 'a: [1,\n \t\n 2]\n', []],
  ])('judges %s as Go does', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults)
  })

  it('says once that a text grows without bound', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items =
        level === 0
          ? 'x, x, x, x, x, x, x, x, x'
          : Array(9)
              .fill(`*l${level - 1}`)
              .join(', ')
      return `l${level}: &l${level} [${items}]`
    })
    const { faults } = readDocuments(levels.join('\n'))
    expect(faults.map(({ id }) => id)).toEqual(['yaml-bomb'])
  })

  it('reads a list in brackets that closes as far left as its key, as Go does', () => {
    expect(readOne('a:\n  b: [\n    "c",\n  ]\n')).toEqual({ a: { b: ['c'] } })
  })

  it('does not let a key reach the prototype', () => {
    const value = readOne('__proto__: {polluted: true}\n') as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it.each(['a: [1', '\u0000', 'a: b: c', '\tx: 1', '{"a": 1'])('survives %j', (text) => {
    const { documents, faults } = readDocuments(text)
    expect(documents).toEqual([])
    expect(faults.map(({ id }) => id)).toEqual(['invalid-yaml'])
  })

  it('survives nesting without end', () => {
    expect(faultsOf('['.repeat(100_000))[0]).toMatch(/^invalid-yaml/)
  })
})

describe('createLocator', () => {
  const text = `# first
a: 1
---
spec:
  list:
  - name: x
    "a/b": 2
  - {name: y, deep: {z: 3}}
`
  it.each([
    ['/spec', '4:1'],
    ['/spec/list/0', '6:5'],
    ['/spec/list/0/a~1b', '7:5'],
    ['/spec/list/1/deep/z', '8:22'],
    ['/spec/list/1/deep/missing', '8:15'],
    ['', '4:1'],
  ])('finds %j', (pointer, place) => {
    const { line, column } = createLocator(text).pointer(1, pointer)
    expect(`${line}:${column}`).toBe(place)
  })
})
