import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SkyError } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { setImage } from './set-image.ts'

const image = { tag: '1.4.2', digest: 'sha256:d1' }
const edit = (text: string, app = 'cart') => setImage('environments/live.yaml', text, app, image)

describe('what stands there already is replaced, and nothing else:', () => {
  it.each([
    [
      'plain values with comments',
      'apps:\n  cart:\n    image:\n      tag: 1.0 # why\n      # pinned\n      digest: sha256:d0   # from CI\n',
      'apps:\n  cart:\n    image:\n      tag: 1.4.2 # why\n      # pinned\n      digest: sha256:d1   # from CI\n',
    ],
    [
      'values in their quotes',
      `apps: {cart: {image: {tag: "1.0", digest: 'sha256:d0'}}}\n`,
      `apps: {cart: {image: {tag: "1.4.2", digest: 'sha256:d1'}}}\n`,
    ],
    [
      'Windows line endings',
      'apps:\r\n  cart:\r\n    image:\r\n      tag: "1.0"\r\n      digest: sha256:d0\r\nfacts: {}\r\n',
      'apps:\r\n  cart:\r\n    image:\r\n      tag: "1.4.2"\r\n      digest: sha256:d1\r\nfacts: {}\r\n',
    ],
    [
      'a text without a last line ending',
      'apps:\n  cart:\n    image:\n      digest: sha256:d0\n      tag: 1.0',
      'apps:\n  cart:\n    image:\n      digest: sha256:d1\n      tag: 1.4.2',
    ],
    [
      'a text block',
      'apps:\n  cart:\n    image:\n      tag: >-\n        1.0\n      digest: sha256:d0\n',
      'apps:\n  cart:\n    image:\n      tag: 1.4.2\n      digest: sha256:d1\n',
    ],
    [
      'values that are left out or null',
      'apps:\n  cart:\n    image:\n      tag: # none\n      digest: ~\n',
      'apps:\n  cart:\n    image:\n      tag: 1.4.2 # none\n      digest: sha256:d1\n',
    ],
    [
      'an alias of a value',
      'facts: &v {a: 1.0}\napps:\n  web:\n    image:\n      tag: &t 1.0\n  cart:\n    image:\n      tag: *t\n      digest: sha256:d0\n',
      'facts: &v {a: 1.0}\napps:\n  web:\n    image:\n      tag: &t 1.0\n  cart:\n    image:\n      tag: 1.4.2\n      digest: sha256:d1\n',
    ],
    [
      'a value with an anchor that nobody uses',
      'apps:\n  cart:\n    image: {tag: &t 1.0, digest: sha256:d0}\n',
      'apps:\n  cart:\n    image: {tag: &t 1.4.2, digest: sha256:d1}\n',
    ],
  ])('%s', (_, before, after) => {
    expect(edit(before)).toBe(after)
  })

  it('is the same text where the image stands there', () => {
    const text = 'apps:\n  cart:\n    image: { "tag":   "1.4.2", digest: sha256:d1 }'
    expect(edit(text)).toBe(text)
  })
})

describe('what is missing is written where a person would:', () => {
  const block = '    image:\n      tag: 1.4.2\n      digest: sha256:d1\n'
  it.each([
    [
      'the digest after its tag',
      'apps:\n  cart:\n    image:\n      tag: 1.0 # why\n  web: {}\n',
      'apps:\n  cart:\n    image:\n      tag: 1.4.2 # why\n      digest: sha256:d1\n  web: {}\n',
    ],
    [
      'the tag before its digest',
      'apps:\n  cart:\n    image:\n      digest: sha256:d0\n',
      'apps:\n  cart:\n    image:\n      tag: 1.4.2\n      digest: sha256:d1\n',
    ],
    [
      'the digest in a flow map',
      'apps:\n  cart:\n    # next\n    image: { tag: 1.0 } # minor\n',
      'apps:\n  cart:\n    # next\n    image: { tag: 1.4.2, digest: sha256:d1 } # minor\n',
    ],
    [
      'the digest in a flow map over several lines',
      'apps:\n  cart:\n    image: {\n      tag: 1.0, # why\n    }\n',
      'apps:\n  cart:\n    image: {\n      tag: 1.4.2,\n      digest: sha256:d1, # why\n    }\n',
    ],
    [
      'the image among sorted siblings, above the comment of the next',
      'apps:\n  cart:\n    # Few.\n    replicas: { max: 6 }\n    resources: {}\n',
      `apps:\n  cart:\n${block}    # Few.\n    replicas: { max: 6 }\n    resources: {}\n`,
    ],
    [
      'the image behind siblings in no order, and behind the comments below them',
      'apps:\n  cart:\n    resources: {}\n    host: a.example.com\n    # a note\n  web: {}\n',
      `apps:\n  cart:\n    resources: {}\n    host: a.example.com\n    # a note\n${block}  web: {}\n`,
    ],
    [
      'the image of an app without values',
      'apps:\n  cart: # soon\n  web: {}\n',
      `apps:\n  cart: # soon\n${block}  web: {}\n`,
    ],
    [
      'the image of an app with an empty map',
      'apps:\n  cart: {} # soon\n  web: {}\n',
      `apps:\n  cart: # soon\n${block}  web: {}\n`,
    ],
    [
      'an image that is null',
      'apps:\n  cart:\n    image: null # inherited\n',
      'apps:\n  cart:\n    image: # inherited\n      tag: 1.4.2\n      digest: sha256:d1\n',
    ],
    [
      'an image that is an alias',
      'apps:\n  web:\n    image: &i { tag: 1.0 }\n  cart:\n    image: *i\n',
      'apps:\n  web:\n    image: &i { tag: 1.0 }\n  cart:\n    image:\n      tag: 1.4.2\n      digest: sha256:d1\n',
    ],
    [
      'the app among its sorted siblings',
      'apps:\n  ad:\n    replicas: { max: 6 }\n    # of ad\n  # of web\n  web: {}\n',
      `apps:\n  ad:\n    replicas: { max: 6 }\n    # of ad\n  cart:\n${block}  # of web\n  web: {}\n`,
    ],
    [
      'the app behind siblings in no order',
      'apps:\n  web: {}\n  ad:\n    replicas:\n      max: 6\n\n# Accepted.\nfacts: {}\n',
      `apps:\n  web: {}\n  ad:\n    replicas:\n      max: 6\n  cart:\n${block}\n# Accepted.\nfacts: {}\n`,
    ],
    [
      'the app with a line between it and the next, where its siblings have one',
      'apps:\n  ad: {}\n\n  # of web\n  web: {}\n',
      `apps:\n  ad: {}\n\n  cart:\n${block}\n  # of web\n  web: {}\n`,
    ],
    [
      'the app in a flow map',
      'apps: { ad: {}, web: {} }\n',
      'apps: { ad: {}, cart: { image: { tag: 1.4.2, digest: sha256:d1 } }, web: {} }\n',
    ],
    ['the first app of all', 'facts: {}\napps:\n', `facts: {}\napps:\n  cart:\n${block}`],
    [
      'the key apps, as the last section',
      'region: r\n\ndomain: d\n# end',
      `region: r\n\ndomain: d\n# end\n\napps:\n  cart:\n${block.trimEnd()}`,
    ],
    [
      'the key apps behind a list',
      'region: r\nfacts:\n  - a: |\n      x\n\n  # more\n',
      `region: r\nfacts:\n  - a: |\n      x\n\n  # more\napps:\n  cart:\n${block}`,
    ],
    [
      'at the depth to which the file indents',
      'tags:\n    a: b\nregion: r\napps: {}\n',
      'tags:\n    a: b\nregion: r\napps:\n    cart:\n        image:\n            tag: 1.4.2\n            digest: sha256:d1\n',
    ],
    [
      'with the line endings of the file',
      'region: r\r\napps:\r\n  ad: {}\r\n',
      `region: r\r\napps:\r\n  ad: {}\r\n  cart:\r\n${block.replaceAll('\n', '\r\n')}`,
    ],
    ['behind a byte order mark', '\ufeffdomain: d\n', `\ufeffapps:\n  cart:\n${block}domain: d\n`],
    [
      'in JSON',
      '{"apps": {"web": {}}, "region": "r"}',
      '{"apps": {cart: { image: { tag: 1.4.2, digest: sha256:d1 } }, "web": {}}, "region": "r"}',
    ],
  ])('%s', (_, before, after) => {
    expect(edit(before)).toBe(after)
  })

  it('quotes what YAML would read as something else than text', () => {
    for (const tag of ['1.10', '8', '1e3', '0x10', 'null', 'true', 'yes', '2026-01-02', '1_000']) {
      const edited = setImage('e', 'apps: {}\n', 'cart', { tag, digest: 'sha256:d1' })
      expect(edited).toContain(`tag: "${tag}"\n`)
    }
    expect(setImage('e', 'apps: {}\n', '123', image)).toContain('  "123":\n')
  })
})

describe('what is shared by an anchor is refused, at its line:', () => {
  it.each([
    ['a value', 'apps:\n  cart:\n    image: { tag: &t 1.0 }\n  web: { image: { tag: *t } }\n', 3],
    ['an image', 'apps:\n  cart:\n    image: &i { tag: 1.0 }\n  web: { image: *i }\n', 3],
    ['an app', 'facts: &a\n  tag: x\napps:\n  cart: *a\n', 4],
    ['all apps', 'facts: &a\n  cart: {}\napps: *a\n', 2],
  ])('%s', (_, text, line) => {
    expect(() => edit(text)).toThrow(SkyError)
    try {
      edit(text)
    } catch (error) {
      const where = { file: 'environments/live.yaml', line, column: expect.any(Number) }
      expect(error).toMatchObject({ exitCode: 1, problems: [{ id: 'cannot-edit', where }] })
    }
  })
})

describe('the reference workspace', () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const apps = readdirSync(`${root}apps`)
  const files = readdirSync(`${root}environments`).filter((name) => name !== 'defaults.yaml')

  it.each(files)('takes the image of every app in %s, as at most four new lines', (file) => {
    const text = readFileSync(`${root}environments/${file}`, 'utf8')
    for (const app of apps) {
      const edited = setImage(`environments/${file}`, text, app, image)
      const lines = text.split('\n')
      const now = edited.split('\n')
      const start = now.findIndex((line, index) => line !== lines[index])
      const put = now.length - lines.length
      expect(put, app).toBeLessThanOrEqual(4)
      // Nothing is replaced but a line that says the image; all the rest follows as it was.
      const rest = lines.slice(start)
      const isReplaced = now[start + put] !== rest[0]
      if (isReplaced) expect(rest[0], app).toContain('image:')
      expect(now.slice(start + put + 1), app).toEqual(rest.slice(1))
    }
  })
})
