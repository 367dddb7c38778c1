import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatOwnerManifest, ownerManifestPath, parseOwnerManifest } from './owners.ts'

const file = 'production/.owners/cart.txt'

describe('owner manifests', () => {
  it('lie in their scope, those of types/ at the top', () => {
    expect(ownerManifestPath('production', 'cart')).toBe(file)
    expect(ownerManifestPath('types', '_types')).toBe('.owners/_types.txt')
  })

  it('name sorted paths, one a line', () => {
    expect(
      formatOwnerManifest(['production/b', 'production/B', 'production/a', 'production/b']),
    ).toBe('production/B\nproduction/a\nproduction/b\n')
    expect(formatOwnerManifest([])).toBe('')
  })

  it('are read back as they were written', () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const paths = names.map((each) => `production/${each}`).sort()
        expect(parseOwnerManifest(formatOwnerManifest(paths), 'production', file)).toEqual({
          paths,
          problems: [],
        })
      }),
    )
  })

  it('own the lines of both sides of a merge conflict', () => {
    const text = [
      'production/a',
      '<<<<<<< HEAD',
      'production/b',
      '||||||| 1234567',
      'production/c',
      '=======',
      'production/d',
      '>>>>>>> branch',
      '',
    ].join('\r\n')
    expect(parseOwnerManifest(text, 'production', file)).toEqual({
      paths: ['production/a', 'production/b', 'production/c', 'production/d'],
      problems: [],
    })
  })

  it.each([
    '../../etc/passwd',
    '/etc/passwd',
    'staging/a',
    'production',
    'production/.owners/x.txt',
    'production/../a',
    'a\0b',
  ])('own nothing by the line %j', (line) => {
    const { paths, problems } = parseOwnerManifest(`production/a\n${line}\n`, 'production', file)
    expect(paths).toEqual(['production/a'])
    expect(problems.map(({ id, severity, where }) => [id, severity, where.line])).toEqual([
      ['owner-manifest-invalid', 'warning', 2],
    ])
  })

  it('say which line is not believed', () => {
    expect(parseOwnerManifest('../x\n', 'production', file).problems).toMatchInlineSnapshot(`
      [
        {
          "hint": "nothing, if this run writes: the manifest is written anew; a file that nobody owns is yours to delete",
          "id": "owner-manifest-invalid",
          "message": "line 1, "../x", is no path inside 'production/': nothing is deleted on its word, the file it may mean counts as nobody's",
          "severity": "warning",
          "where": {
            "file": "generated/production/.owners/cart.txt",
            "line": 1,
          },
        },
      ]
    `)
  })
})
