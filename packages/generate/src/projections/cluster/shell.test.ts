import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sh, word } from './shell.ts'

/** The words of a command, as bash reads them. */
function readByBash(command: string): string[] {
  const script = `printf '%s\\0' ${command}`
  return execFileSync('bash', ['-c', script]).toString('utf8').split('\0').slice(0, -1)
}

it.each([
  'aws',
  '--region',
  'eu-west-1',
  'a=b,c=d',
  'alias/web_1',
  'user@example.com:80',
  '50%',
  '+',
])('leaves the plain %s as it is', (text) => {
  expect(word(text)).toBe(text)
})

it.each([
  ['', "''"],
  ['two words', "'two words'"],
  ['$HOME', "'$HOME'"],
  ['~', "'~'"],
  ["it's", `"it's"`],
  ["Name=='$x' && `y`", '"Name==\'\\$x\' && \\`y\\`"'],
  ["it's here!", `'it'\\''s here!'`],
])('quotes %j as %s', (text, quoted) => {
  expect(word(text)).toBe(quoted)
})

it('bash reads back every word that is made of what it acts on', () => {
  const unit = fc.constantFrom(
    ...`'"\\$\`!#&|;()<>{}[]*?~^=%+-,./:@ \t\n\r`,
    'a',
    '0',
    'é',
    '字',
    '🚀',
  )
  expectSameWords(fc.string({ unit, maxLength: 12 }))
})

it('bash reads back every word of any other characters', () => {
  expectSameWords(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')))
})

function expectSameWords(text: fc.Arbitrary<string>) {
  fc.assert(
    fc.property(fc.array(text, { minLength: 20, maxLength: 100 }), (words) => {
      expect(readByBash(words.map(word).join(' '))).toEqual(words)
    }),
    { numRuns: 20 },
  )
}

it('a value becomes one word of a command, and a list one word an item', () => {
  const names = ['a b', "it's"]
  expect(sh`kubectl get ${'$(id)'} --port=${80} ${names}`).toBe(
    `kubectl get '$(id)' --port=80 'a b' "it's"`,
  )
})

it('a value is read back whatever it holds', () => {
  const values = ['; rm -rf /', '`id`', '$(id)', "'\"'\"'", 'a\nb', '!!']
  expect(readByBash(sh`first ${values} ${values.join('')} last`)).toEqual([
    'first',
    ...values,
    values.join(''),
    'last',
  ])
})

it('an empty list becomes no word, and an empty text an empty one', () => {
  expect(sh`a ${[]} ${''}`).toBe("a  ''")
})
