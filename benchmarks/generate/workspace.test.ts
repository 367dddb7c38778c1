import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { runSkyctl } from './arms.ts'
import { emitYaml } from './emit-yaml.ts'
import { expectedFiles } from './expected-files.ts'
import { filesOf } from './objects.ts'
import { readFiles } from './read-files.ts'
import { appsOf, environmentsOf } from './workspace.ts'

const size = { apps: 2, environments: 2 }
const folder = mkdtempSync(join(tmpdir(), 'skyctl-bench-test-'))
const generated = join(folder, 'workspace/generated')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the synthetic workspace', () => {
  it('generates exactly the expected files, twice, and with one app edited', () => {
    runSkyctl(size, folder)
    expect([...readFiles(generated).keys()]).toEqual(expectedFiles(size))
  })

  it('asks for what the floor builds: the same files of about the same size', () => {
    const teamOf = new Map(appsOf(size).map(({ name, team }) => [name, team]))
    const floor = appsOf(size).flatMap((app) =>
      environmentsOf(size).flatMap((environment) => filesOf(app, environment, teamOf)),
    )
    const written = floor.map(({ path }) => readFileSync(join(generated, path), 'utf8'))
    const emitted = floor.map(({ object }) => emitYaml(object))
    const share = emitted.join('').length / written.join('').length
    // The line that names the source, and a few quotes, are skyctl's alone.
    expect(share, 'the floor builds less than skyctl').toBeGreaterThan(0.9)
    expect(share, 'the floor builds more than skyctl').toBeLessThan(1.02)
    expect(emitted.map((text) => parse(text))).toEqual(floor.map(({ object }) => object))
  })
})
