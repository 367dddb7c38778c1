import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { type ValidateOptions, validate } from './validate.ts'

const schemas = fileURLToPath(new URL('../../../../schemas', import.meta.url))
const rocket = 'apiVersion: acme.io/v1\nkind: Rocket\nmetadata: { name: a }\n'

/** What no judge would say: it comes from memory. */
const planted = 99

interface Installed {
  readonly folder: string
  readonly objects: (change?: Partial<ValidateOptions>) => Promise<number>
}

/** A tool of its own, which has judged a folder, and whose memory of that was falsified. */
async function remembering(): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'skyctl-memory-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(schemas, join(folder, 'schemas'))
  mkdirSync(join(folder, 'm'))
  writeFileSync(join(folder, 'm/a.yaml'), rocket)
  writeFileSync(join(folder, 'm/notes.txt'), '')
  const objects: Installed['objects'] = async (change) => {
    const result = await validate({
      folder,
      paths: ['m'],
      schemas: join(folder, 'schemas'),
      kubernetesVersion: '1.35',
      allowUnknownKinds: true,
      version: 'v1',
      ...change,
    })
    return result.objects
  }
  expect(await objects()).toBe(1)
  const cache = join(folder, 'node_modules/.cache/skyctl/validations')
  const results = readdirSync(cache).filter((name) => name.endsWith('.json'))
  expect(results).toHaveLength(1)
  for (const name of results) {
    const path = join(cache, name)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"objects":1', `"objects":${planted}`))
  }
  return { folder, objects }
}

it('is what a folder was found to be while nothing changes', async () => {
  const { objects } = await remembering()
  expect(await objects()).toBe(planted)
  expect(await objects()).toBe(planted)
})

it('holds for the same bytes of another time', async () => {
  const { folder, objects } = await remembering()
  const path = join(folder, 'm/a.yaml')
  writeFileSync(`${path}.new`, rocket)
  renameSync(`${path}.new`, path)
  expect(await objects()).toBe(planted)
})

it.each([
  [
    'a file of the same size and time',
    (m: string) => {
      const { atime, mtime } = { atime: new Date(0), mtime: new Date(0) }
      writeFileSync(join(m, 'a.yaml'), rocket.replace('name: a', 'name: b'))
      utimesSync(join(m, 'a.yaml'), atime, mtime)
    },
  ],
  ['a file that joins', (m: string) => writeFileSync(join(m, 'b.yaml'), rocket)],
  [
    'a file that is called otherwise',
    (m: string) => renameSync(join(m, 'a.yaml'), join(m, 'b.yaml')),
  ],
  ['a file that is no manifest', (m: string) => writeFileSync(join(m, 'more.txt'), '')],
])('does not hold any more for %s', async (_, change) => {
  const { folder, objects } = await remembering()
  expect(await objects()).toBe(planted)
  change(join(folder, 'm'))
  expect(await objects()).toBeLessThan(planted)
})

it('does not hold for another version of the tool, nor for one without a version', async () => {
  const { objects } = await remembering()
  expect(await objects({ version: 'v2' })).toBe(1)
  expect(await objects({ version: undefined } as unknown as Partial<ValidateOptions>)).toBe(1)
})

it('is not asked of what a link or a pipe gives', async () => {
  const { folder, objects } = await remembering()
  symlinkSync(join(folder, 'm/a.yaml'), join(folder, 'link.yaml'))
  expect(await objects({ paths: ['link.yaml'] })).toBe(1)
  writeFileSync(join(folder, 'm/a.yaml'), `${rocket}---\n${rocket}`)
  expect(await objects({ paths: ['link.yaml'] })).toBe(2)
})
