import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'

interface CustomManager {
  readonly managerFilePatterns: readonly string[]
  readonly matchStrings: readonly string[]
  readonly datasourceTemplate: string
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const text = readFileSync(join(root, 'docs/releases.md'), 'utf8')
const [snippet = ''] = /(?<=```json5\n).*?(?=```)/s.exec(text) ?? []
// JSON5 is an expression of JavaScript.
const { customManagers } = runInNewContext(`(${snippet})`) as { customManagers: CustomManager[] }
const [apps, environments, charts] = customManagers

/** Renovate writes a regular expression between slashes. */
const isManaged = (path: string, { managerFilePatterns }: CustomManager) =>
  managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(path))

const matches = (content: string, { matchStrings }: CustomManager) =>
  matchStrings.flatMap((pattern) =>
    [...content.matchAll(new RegExp(pattern, 'g'))].map(({ groups }) => ({ ...groups })),
  )

/** What a manager finds in the reference workspace, by path. */
function found(manager: CustomManager | undefined, folder: string, file: string) {
  if (manager === undefined) throw new Error('docs/releases.md has lost a manager')
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}/${file}`
    if (!isManaged(path, manager)) return []
    try {
      return [{ name, path, found: matches(readFileSync(join(root, path), 'utf8'), manager) }]
    } catch {
      return []
    }
  })
}

describe('the Renovate configuration of docs/releases.md', () => {
  it('finds the image of every app of the reference workspace', () => {
    const results = found(apps, 'apps', 'app.ts')
    expect(results.length).toBeGreaterThan(15)
    for (const { path, found } of results) {
      expect(found, path).toEqual([
        expect.objectContaining({
          depName: expect.stringMatching(/^[a-z0-9.-]+\/[a-z0-9/-]+$/),
          currentValue: expect.stringMatching(/^v?\d/),
        }),
      ])
    }
    expect(results.find(({ name }) => name === 'status')?.found).toEqual([
      {
        depName: 'ghcr.io/stefanprodan/podinfo',
        currentValue: '6.9.1',
        currentDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    ])
  })

  it('finds the chart of every component of the reference workspace', () => {
    const results = found(charts, 'platform', 'values.ts').filter(({ path }) =>
      readFileSync(join(root, path), 'utf8').includes('defineChart('),
    )
    expect(results.length).toBeGreaterThan(5)
    for (const { path, found } of results) {
      expect(found, path).toEqual([
        {
          registryUrl: expect.stringMatching(/^https:\/\//),
          depName: expect.any(String),
          currentValue: expect.stringMatching(/^v?\d+\.\d+\.\d+$/),
        },
      ])
    }
  })

  it('finds an image of an environment below the comment that names it', () => {
    if (environments === undefined) throw new Error('docs/releases.md has lost a manager')
    const image = `    image:
      # renovate: image=docker.io/library/redis
      tag: "8.6"
      digest: sha256:${'0a'.repeat(32)}
`
    const other = '  web:\n    image:\n      tag: "1.0"\n'
    expect(matches(`apps:\n  cart:\n${image}${other}`, environments)).toEqual([
      {
        depName: 'docker.io/library/redis',
        currentValue: '8.6',
        currentDigest: `sha256:${'0a'.repeat(32)}`,
      },
    ])
    expect(isManaged('environments/production.yaml', environments)).toBe(true)
  })

  it('reads nothing that is generated', () => {
    for (const manager of customManagers) {
      expect(isManaged('generated/live/apps/web/shop/service.core.web.yaml', manager)).toBe(false)
    }
  })

  it('uses only what RE2 knows: no look-around, no back-reference', () => {
    for (const { matchStrings } of customManagers) {
      for (const pattern of matchStrings) expect(pattern).not.toMatch(/\(\?<?[=!]|\\[1-9]|\\k</)
    }
  })
})
