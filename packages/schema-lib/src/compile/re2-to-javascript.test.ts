import fc from 'fast-check'
import { RE2JS } from 're2js'
import { describe, expect, it } from 'vitest'
import { re2ToJavaScript } from './re2-to-javascript.ts'

const atom = fc.constantFrom(
  ...[
    'a',
    'Z',
    '0',
    '.',
    '\\.',
    '-',
    '\\-',
    '_',
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '[a-z]',
    '[^a]',
    '[\\s/]',
  ],
  ...[
    '[]a]',
    '[^]-]',
    '[a\\]-]',
    '(ab)',
    '(?:a|b)',
    '{',
    '}',
    '\\{',
    '\\x41',
    '\\x{1F600}',
    '/',
    '\\/',
    '😀',
    '^',
    '$',
    '\\z',
  ],
)
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,3}', '*?')
const patterns = fc
  .array(fc.tuple(atom, quantifier), { minLength: 1, maxLength: 5 })
  .map((parts) =>
    parts.map(([text, times]) => (/^[\^${}]|^\\z$/.test(text) ? text : text + times)).join(''),
  )
const texts = fc.string({
  unit: fc.constantFrom(...'aZ0.-_ /\n\r\u2028\u00a0{}]😀é'),
  maxLength: 6,
})

describe('re2ToJavaScript', () => {
  it('matches what RE2 matches', () => {
    fc.assert(
      fc.property(patterns, fc.array(texts, { minLength: 4, maxLength: 8 }), (pattern, inputs) => {
        const source = re2ToJavaScript(pattern)
        fc.pre(source !== undefined)
        const re2 = RE2JS.compile(pattern)
        const javascript = new RegExp(source, 'u')
        for (const text of inputs) {
          expect([pattern, text, javascript.test(text)]).toEqual([pattern, text, re2.test(text)])
        }
      }),
      { numRuns: 3000 },
    )
  })

  it.each(['(?i)a', '\\pL', '[[:alpha:]]', '(?P<n>a)', '\\Qa\\E', 'a**', 'a{1001}', '[a'])(
    'leaves %s to RE2',
    (pattern) => {
      expect(re2ToJavaScript(pattern)).toBeUndefined()
    },
  )

  it.each([
    '^([-a-zA-Z0-9_*]+[.]?)+$',
    '^([a-z0-9]-?)*[a-z]$',
    '(a|ab|b)*c',
    '((a?)b)+',
    '([)]a*)+',
    '(?:a{0,9}){2,9}',
    '(a{2,}){20}',
  ])('leaves %s to RE2, for JavaScript could try for ever', (pattern) => {
    expect(re2ToJavaScript(pattern)).toBeUndefined()
  })

  it.each(['(ab)*c', '(a|b)?c*', '([(+*|]b){3}', '(\\(|a)?', '(a{2})*', '(a+){1}(a+){0,1}'])(
    'gives %s to JavaScript',
    (pattern) => {
      expect(re2ToJavaScript(pattern)).toBeDefined()
    },
  )

  it.each([
    ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'],
    ['^\\S+$', '^[^\\t\\n\\f\\r ]+$'],
    ['a.b', 'a[^\\n]b'],
  ])('writes %s as %s', (pattern, source) => {
    expect(re2ToJavaScript(pattern)).toBe(source)
  })
})
