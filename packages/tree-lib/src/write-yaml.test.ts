import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { writeYaml } from './write-yaml.ts'

describe('writeYaml', () => {
  it('writes block style with lists at the indentation of their key', () => {
    const value = {
      kind: 'Deployment',
      metadata: { name: 'cart', labels: {}, finalizers: [] },
      spec: {
        replicas: 2,
        paused: false,
        containers: [
          { name: 'cart', args: ['-c', '--port=8080', '$(ARG)'], ports: [{ containerPort: 8080 }] },
          null,
        ],
        matrix: [[1, 2], [], [[3], {}]],
      },
      skipped: undefined,
    }
    expect(writeYaml(value)).toMatchInlineSnapshot(`
      "kind: Deployment
      metadata:
        name: cart
        labels: {}
        finalizers: []
      spec:
        replicas: 2
        paused: false
        containers:
        - name: cart
          args:
          - -c
          - --port=8080
          - $(ARG)
          ports:
          - containerPort: 8080
        - null
        matrix:
        - - 1
          - 2
        - []
        - - - 3
          - {}
      "
    `)
  })

  it('writes strings plain where every reader agrees, else quoted', () => {
    const strings = [
      'frontend', 'a b', 'v1.2.3', '100m', '256Mi', '50%', '10.0.0.0/8', '0 2 * * *', 'http://x:80/a#b',
      '../x', 'straße', 'a:b', 'nope', '', ' ', 'y', 'NO', 'oN', 'True', 'null', '~', '0o7', '0x1f', '1_000',
      '1e3', 'e5', '-E5', '._', '.e5', '.env', 'e5x', '.inf', '.NaN', '+1', '-1', '2001-01-01', '1:20', '8080:80', '=', '<<', '---', 'a: b', 'a:', 'a #b',
      '# a', "it's: x", '- a', '*/5 * * * *', '{}', '[a', '@a', '%a', '\t', 'a\u0085b', '\ufeffa', '\u2028',
      'a\u202eb', '\u{e0041}', '😀', '"', 'a\\b', '\\b',
    ] // biome-ignore format: one table
    expect(writeYaml(strings)).toMatchInlineSnapshot(`
      "- frontend
      - a b
      - v1.2.3
      - 100m
      - 256Mi
      - 50%
      - 10.0.0.0/8
      - 0 2 * * *
      - http://x:80/a#b
      - ../x
      - straße
      - a:b
      - nope
      - ''
      - ' '
      - 'y'
      - 'NO'
      - 'oN'
      - 'True'
      - 'null'
      - '~'
      - '0o7'
      - '0x1f'
      - '1_000'
      - '1e3'
      - 'e5'
      - '-E5'
      - '._'
      - '.e5'
      - .env
      - e5x
      - '.inf'
      - '.NaN'
      - '+1'
      - '-1'
      - '2001-01-01'
      - '1:20'
      - '8080:80'
      - '='
      - '<<'
      - '---'
      - 'a: b'
      - 'a:'
      - 'a #b'
      - '# a'
      - 'it''s: x'
      - '- a'
      - '*/5 * * * *'
      - '{}'
      - '[a'
      - '@a'
      - '%a'
      - "\\t"
      - "a\\u0085b"
      - "\\ufeffa"
      - "\\u2028"
      - "a\\u202eb"
      - "\\U000e0041"
      - '😀'
      - '"'
      - a\\b
      - '\\b'
      "
    `)
  })

  it('writes strings of several lines as literal blocks where that gives them back exactly', () => {
    const value = {
      clip: 'a\n\n  b\n',
      strip: 'a\nb',
      keep: 'a\n\n\n',
      leading: '\n\na\n',
      list: ['x\ny\n'],
      indented: '  a\nb\n',
      blankEnd: 'a\n  ',
      windows: 'a\r\nb\r\n',
      newlines: '\n\n',
    }
    expect(writeYaml(value)).toMatchInlineSnapshot(`
      "clip: |
        a

          b
      strip: |-
        a
        b
      keep: |+
        a


      leading: |


        a
      list:
      - |
        x
        y
      indented: "  a\\nb\\n"
      blankEnd: "a\\n  "
      windows: "a\\r\\nb\\r\\n"
      newlines: "\\n\\n"
      "
    `)
  })

  it('quotes instead where a kept block would end the file in an empty line', () => {
    expect(writeYaml({ a: 'x\n\n' })).toBe('a: "x\\n\\n"\n')
    expect(writeYaml('x\n\n')).toBe('"x\\n\\n"\n')
  })

  it('writes keys as carefully as values', () => {
    expect(
      writeYaml({ y: 1, no: 2, '1': 3, '': 4, 'a: b': 5, '<<': 6, 'a\nb': 7 }),
    ).toMatchInlineSnapshot(`
      "'1': 3
      'y': 1
      'no': 2
      '': 4
      'a: b': 5
      '<<': 6
      "a\\nb": 7
      "
    `)
  })

  it('never folds, and writes a key that is too long for one line as an explicit key', () => {
    const long = 'word '.repeat(400).trim()
    for (const value of [
      { [long]: long },
      { [long]: [1, { [long]: [{ a: [2] }] }] },
      [{ [long]: { b: 1 } }],
    ]) {
      expect(parse(writeYaml(value))).toEqual(value)
    }
    expect(writeYaml({ a: long }).split('\n')).toHaveLength(2)
  })

  it.each([
    ['a non-finite number', { a: [1, Number.NaN] }],
    ['a bigint', { a: 1n }],
    ['a function', { 'x/y~z': () => 1 }],
    ['a symbol', [Symbol('a')]],
    ['undefined in a list', [undefined]],
    ['a hole in a list', new Array(1)],
    ['a Date', { at: new Date(0) }],
    ['a Map', { a: new Map() }],
    ['a class instance', { a: new (class Chart {})() }],
    ['a lone surrogate', ['\ud800']],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['undefined', undefined],
    ['a cycle', cyclic()],
  ])('refuses %s and names the pointer', (_, value) => {
    expect(() => writeYaml(value)).toThrow(TypeError)
  })

  it('says what it refuses and where', () => {
    const message = (value: unknown) => {
      try {
        writeYaml(value)
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(
      [{ a: [1, Number.NaN] }, { 'x/y~z': () => 1 }, { at: new Date(0) }, cyclic(), ['\ud800']].map(
        message,
      ),
    ).toMatchInlineSnapshot(`
      [
        "cannot write the number NaN at '/a/1' as YAML",
        "cannot write a function at '/x~1y~0z' as YAML",
        "cannot write an instance of Date at '/at' as YAML",
        "cannot write a reference back to its own parent (a cycle) at '/list/0/back' as YAML",
        "cannot write a string with a lone surrogate at '/0' as YAML",
      ]
    `)
  })

  it('accepts records without prototype and deep nesting that is no cycle', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 300; level++) deep = level % 2 ? [deep] : { a: deep }
    expect(parse(writeYaml(deep))).toEqual(deep)
    expect(writeYaml(Object.assign(Object.create(null), { a: 1 }))).toBe('a: 1\n')
  })

  const readers = { 'YAML 1.2': { version: '1.2' }, 'YAML 1.1': { version: '1.1' } } as const
  describe.each(Object.entries(readers))('read as %s', (_, options) => {
    it('gives back any JSON value', () => {
      fc.assert(
        fc.property(jsonValue, (value) => {
          deepStrictEqual(parse(writeYaml(value), options), value)
        }),
        { numRuns: 2000 },
      )
    })

    it('gives back any nasty string as key, value and item', () => {
      fc.assert(
        fc.property(nastyString, (text) => {
          const value = { [text]: text, list: [text, [text]], end: text }
          deepStrictEqual(parse(writeYaml(value), options), value)
          deepStrictEqual(parse(writeYaml(text), options), text)
        }),
        { numRuns: 5000 },
      )
    })
  })

  it('ends with exactly one newline', () => {
    fc.assert(fc.property(jsonValue, (value) => /[^\n]\n$/.test(writeYaml(value))))
  })
})

function cyclic(): unknown {
  const value: { readonly list: unknown[] } = { list: [] }
  value.list.push({ back: value })
  return value
}

/** Fragments that some reader has its own idea about, glued together. */
const fragments = [
  'y', 'n', 'yes', 'No', 'ON', 'off', 'true', 'False', 'null', 'Null', '~', '0o7', '0x1f', '0b1', '1_000', '1e3', '.inf',
  '-.Inf', '.nan', '+1', '-1', '0', '07', '1.5', '.5', '5.', '2001-01-01', '2001-1-1T1:1:1Z', '1:20', '=', '<<', ' ',
  '  ', '\t', '\n', '\n\n', '\r', '\r\n', ': ', ':', ' #', '#', '---', '...', '- ', '-', '? ', '?', '|', '>', '&a', '*a', '!',
  '!!str', '%', '@', '`', '"', "'", '{', '}', '[', ']', ',', '\\', '\0', '\u0007', '\u001b', '\u007f', '\u0085', '\u00a0',
  '\u00ad', '\u200b', '\u2028', '\u2029', '\u202e', '\ufeff', '\ufffe', '\uffff', '\ue000', 'é', '漢', '😀', '\u{e0041}',
  '\u{10ffff}', 'a', 'word', '__proto__', 'constructor', 'e', 'E', '5', '.', '_',
] // biome-ignore format: one table
const nastyString = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true }).map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
)
const jsonNumber = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger())
  .map((value) => (Object.is(value, -0) ? 0 : value))
const jsonValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.oneof(nastyString, jsonNumber, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(nastyString, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value
