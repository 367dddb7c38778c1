import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { setImage } from './set-image.ts'

const names = ['ad', 'cart', 'search', 'web', '404', 'null']
const tags = ['1.0', '2026-01-02', 'v1.4.2-rc.1', 'yes', '0x1', '1e3', 'latest']
const image = fc.record({
  tag: fc.constantFrom(...tags),
  digest: fc.stringMatching(/^sha256:[0-9a-f]{64}$/),
})
const quote = fc.constantFrom('"', "'")
const comment = fc.constantFrom('', '', ' # why', '  # { a: b }')

/** What may stand under `image`, in the ways that people write it. */
const imageLines = (indent: string, step: string) =>
  fc
    .record({
      image: fc.record(
        { tag: fc.constantFrom(...tags), digest: fc.constant(`sha256:${'0a'.repeat(32)}`) },
        { requiredKeys: [] },
      ),
      quote,
      comment,
      flow: fc.boolean(),
      wide: fc.boolean(),
    })
    .map(({ image, quote, comment, flow, wide }) => {
      const pairs = Object.entries(image).map(([key, value]) => `${key}: ${quote}${value}${quote}`)
      if (flow || pairs.length === 0) {
        const inner = wide ? ` ${pairs.join(' , ')} ` : pairs.join(', ')
        return [`${indent}image: {${inner}}${comment}`]
      }
      return [`${indent}image:${comment}`, ...pairs.map((pair) => indent + step + pair + comment)]
    })

/** An app in every state: with and without values, its image in any place among the others. */
const appLines = (name: string, indent: string, step: string) => {
  const inner = indent + step
  const other = fc.constantFrom<string[]>(
    [`${inner}replicas: { max: 6 }`],
    [`${inner}# Few.`, `${inner}resources:`, `${inner}${step}cpu: { request: 1m, limit: "2" }`],
    [`${inner}host: a.example.com`, '', `${inner}# behind a blank line`],
  )
  const key = name === '404' || name === 'null' ? `"${name}"` : name
  return fc.oneof(
    fc
      .constantFrom('', ' {}', ' ~', ' null # later', ' # soon')
      .map((v) => [`${indent}${key}:${v}`]),
    fc
      .tuple(fc.uniqueArray(other, { maxLength: 3 }), fc.option(imageLines(inner, step)), fc.nat(3))
      .map(([others, image, at]) => {
        const blocks = [...others]
        if (image !== null) blocks.splice(at, 0, image)
        const lines = blocks.flat()
        const isEmpty = lines.length === 0
        return [`${indent}${key}:${isEmpty ? ' {}' : ''}`, ...lines]
      }),
  )
}

const environment = fc
  .record({
    step: fc.constantFrom('  ', '    '),
    eol: fc.constantFrom('\n', '\r\n'),
    hasEnd: fc.boolean(),
    apps: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 }),
    empty: fc.constantFrom(undefined, 'apps:', 'apps: {}', 'apps: # none', 'apps: ~ # none'),
    head: fc.constantFrom(['region: r'], ['# yaml', '', 'region: r', ''], ['---', 'region: r', '']),
    gap: fc.boolean(),
    tail: fc.constantFrom(
      [],
      ['', '# Accepted.', 'facts:', '  - a: |', '      b', '', '    # x'],
      ['zone: z', '# the end'],
    ),
    bom: fc.constantFrom('', '', '\ufeff'),
  })
  .chain(({ step, eol, hasEnd, apps, empty, head, gap, tail, bom }) =>
    fc.tuple(...apps.map((name) => appLines(name, step, step))).map((blocks) => {
      const middle =
        blocks.length === 0
          ? empty === undefined
            ? []
            : [empty]
          : ['apps:', ...blocks.flatMap((block, i) => (gap && i > 0 ? ['', ...block] : block))]
      return bom + [...head, ...middle, ...tail].join(eol) + (hasEnd ? eol : '')
    }),
  )

/** What is left of both texts between the lines that they begin with and the lines that they end with alike. */
function between(old: readonly string[], now: readonly string[]): [gone: string[], put: string[]] {
  let start = 0
  while (start < old.length && old[start] === now[start]) start++
  let end = 0
  while (
    end < old.length - start &&
    end < now.length - start &&
    old.at(-1 - end) === now.at(-1 - end)
  )
    end++
  return [old.slice(start, old.length - end), now.slice(start, now.length - end)]
}

const linesOf = (text: string) => text.replace(/^\ufeff/, '').split(/\r?\n/)
const read = (text: string) => parse(text) as Record<string, Record<string, { image?: object }>>
const app = fc.constantFrom(...names)
const cases = { numRuns: 300 }

it('says the image and leaves every other line as it was, byte for byte', () => {
  fc.assert(
    fc.property(environment, app, image, (text, name, wanted) => {
      const edited = setImage('e', text, name, wanted)
      const [before, after] = [read(text), read(edited)]
      expect(after).toEqual({
        ...before,
        apps: { ...before.apps, [name]: { ...before.apps?.[name], image: wanted } },
      })

      // Only lines that say the image, or that a map was empty, may be gone.
      const [old, now] = [linesOf(text), linesOf(edited)]
      const [gone, put] = between(old, now)
      expect(gone.length).toBeLessThanOrEqual(2)
      for (const line of gone) {
        expect(line).toMatch(/tag:|digest:|image:|: (\{\}|~|null)/)
      }
      expect(put.length).toBeLessThanOrEqual(6)
      const eol = text.includes('\r\n') ? /\r$/ : /[^\r]$|^$/
      expect(
        edited
          .split('\n')
          .slice(0, -1)
          .filter((line) => !eol.test(line)),
      ).toEqual([])
      expect(edited.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'))
      expect(edited.endsWith('\n')).toBe(text.endsWith('\n'))
    }),
    cases,
  )
})

it('is the same text the second time', () => {
  fc.assert(
    fc.property(environment, app, image, (text, name, wanted) => {
      const edited = setImage('e', text, name, wanted)
      expect(setImage('e', edited, name, wanted)).toBe(edited)
    }),
    cases,
  )
})

it('is taken back by setting what was there', () => {
  fc.assert(
    fc.property(environment, app, image, image, (text, name, first, second) => {
      const edited = setImage('e', text, name, first)
      const back = setImage('e', setImage('e', edited, name, second), name, first)
      expect(read(back)).toEqual(read(edited))
      expect(back.split('\n').length).toBe(edited.split('\n').length)
    }),
    cases,
  )
})
