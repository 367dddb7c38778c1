import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocuments, readDocuments } from './read-documents.ts'
import { readPlainBlocks } from './read-plain-blocks.ts'

const generated = fileURLToPath(new URL('../../../../generated', import.meta.url))

/** Reads with both, where the short way reads at all. */
function expectAlike(text: string): boolean {
  const short = readPlainBlocks(text)
  if (short === undefined) return false
  const long = parseDocuments(text)
  expect({ text, documents: short, faults: [] }).toEqual({ text, ...long })
  return true
}

const scalar = fc.oneof(
  fc.constantFrom(
    ...[
      'a',
      'yes',
      'no',
      '010',
      '1e3',
      '-5',
      '- x',
      '-',
      'a: b',
      'a:b',
      'a #b',
      "'x'",
      "'it''s'",
      '"x\\n"',
      '"\\x41"',
    ],
  ),
  fc.constantFrom(
    ...[
      '{}',
      '[]',
      '{ }',
      '[a]',
      '|',
      '|-',
      '>',
      '&a b',
      '*a',
      '!x y',
      '~',
      '',
      'null',
      '@a',
      '1.2.3',
      "'a' # c",
      'x  ',
    ],
  ),
  fc.string({ unit: fc.constantFrom(...'abé :#-\'"{}[]|>&*!?,.0~\\'), maxLength: 5 }),
)
const line = fc
  .tuple(
    fc.nat(4),
    fc.constantFrom('', '- ', '- - ', '-   '),
    fc.constantFrom('a', 'b', 'c', 'on', "'q'", '"d"', '? x', 'a b', ''),
    scalar,
    fc.constantFrom('', ' ', ' # c'),
  )
  .map(
    ([indent, dash, key, value, end]) =>
      `${' '.repeat(indent)}${dash}${key === '' ? value : `${key}:${value === '' ? '' : ` ${value}`}`}${end}`,
  )
const texts = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: line },
      fc.constantFrom('', '  ', '# c', '   # c', '---', '--- a', '...'),
    ),
    {
      maxLength: 9,
    },
  )
  .map((lines) => `${lines.join('\n')}\n`)

describe('readPlainBlocks', () => {
  it('reads what the parser reads, or leaves it to the parser', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expectAlike(text)
      }),
      { numRuns: 8_000 },
    )
  })

  it('reads the whole generated tree', () => {
    const files = readdirSync(generated, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => join(entry.parentPath, entry.name))
    const left = files.filter((file) => !expectAlike(readFileSync(file, 'utf8')))
    expect(files.length).toBeGreaterThan(900)
    expect(left.length).toBeLessThan(files.length / 20)
  })

  it.each([
    ['a literal', 'a: |\n  x\n   y\n\n  z\n\nb: |-\n  x\n'],
    [
      'lists as far left as their key',
      'a:\n- b: 1\n  c: 2\n-\n  d\nx: y\n'.replace('-\n  d\n', '- d\n'),
    ],
    ['lists in lists', 'a:\n- - b\n  - c\n- d\n'],
    ['documents and comments', '# a\n---\na: 1\n---\n# nothing\n---\nb: 2 \n'],
    ['a text without end of line', 'a: 1\nb: x'],
  ])('reads %s', (_, text) => {
    expect(expectAlike(text)).toBe(true)
  })

  it.each([
    'a: 1\na: 2\n',
    'on: 1\n',
    'a: [1]\n',
    'a: x\u2028y\n',
    'a: x\n  y\n',
    'a: &b 1\n',
    'a: "\\/"\n',
    'a: "\\ud83d\\ude80"\n',
    'a: >\n  x\n',
    '\ta: 1\n',
  ])('leaves %j to the parser', (text) => {
    expect(readPlainBlocks(text)).toBeUndefined()
    expect(readDocuments(text)).toEqual(parseDocuments(text))
  })
})
