import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isUnreadable, validate } from './validate.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** A folder of files, judged; kinds that no schema states pass. */
async function judge(
  files: Readonly<Record<string, string | Uint8Array>>,
  paths: readonly string[] = ['.'],
  prepare: (folder: string) => void = () => {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'skyctl-validate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  prepare(folder)
  const result = await validate({
    folder,
    paths,
    schemas: join(root, 'schemas'),
    kubernetesVersion: '1.35',
    allowUnknownKinds: true,
  })
  return {
    objects: result.objects,
    unreadable: isUnreadable(result),
    problems: result.problems
      .filter(({ id }) => id !== 'unknown-kind')
      .map(
        ({ id, where }) =>
          `${id} ${where.file}${where.line ? `:${where.line}:${where.column}` : ''}`,
      ),
  }
}

const rocket = (name: string) =>
  `apiVersion: acme.io/v1\nkind: Rocket\nmetadata:\n  name: ${name}\n`

describe('validate', () => {
  it('judges every document of every manifest below a folder, and nothing else', async () => {
    const files = {
      'a.yaml': `${rocket('a')}---\n${rocket('b')}`,
      'deep/c.yml': rocket('c'),
      'd.json': '{"apiVersion":"acme.io/v1","kind":"Rocket","metadata":{"name":"d"}}',
      'notes.md': '# no manifest',
      'node_modules/x.yaml': 'nothing: here',
    }
    expect(await judge(files)).toEqual({ objects: 4, unreadable: false, problems: [] })
  })

  it('says where a fault stands, in any document', async () => {
    const { problems } = await judge({ 'a.yaml': `# first\n${rocket('a')}---\n${rocket('B_')}` })
    expect(problems).toEqual(['server-rule a.yaml:10:3'])
  })

  it('reads a file once, however often it is named', async () => {
    expect((await judge({ 'a.yaml': rocket('a') }, ['a.yaml', '.', './a.yaml'])).objects).toBe(1)
  })

  it.each([
    ['a path that is not there', {}, ['gone'], 'unreadable-path gone'],
    ['a folder without manifests', { 'sub/notes.md': '' }, ['sub'], 'nothing-to-judge sub'],
  ])('cannot read %s', async (_, files, paths, problem) => {
    const { problems, unreadable } = await judge(files, paths)
    expect(problems).toEqual([problem])
    expect(unreadable).toBe(true)
  })

  it.each([
    ['binary', new Uint8Array([0xcf, 0xfa, 0xed, 0xfe, 0, 1, 2]), 'no-text x.yaml'],
    ['UTF-16', Buffer.from('\ufeffa: 1', 'utf16le'), 'no-text x.yaml'],
    ['Latin-1', Buffer.from('name: caf\u00e9', 'latin1'), 'no-text x.yaml'],
    ['nothing but comments', '# nothing\n---\n', 'empty-file x.yaml'],
    ['no YAML', 'a: [1', 'invalid-yaml x.yaml:1:6'],
    ['a list', '- a\n', 'no-object x.yaml:1:1'],
  ])('survives %s', async (_, content, problem) => {
    expect((await judge({ 'x.yaml': content })).problems).toEqual([problem])
  })

  it('survives a file of 50 MB', async () => {
    expect((await judge({ 'x.yaml': Buffer.alloc(50 * 1024 * 1024, 'a') })).problems).toEqual([
      'file-too-large x.yaml',
    ])
  })

  it('survives ten thousand documents in one file, and points into the last', async () => {
    const documents = Array.from({ length: 9_999 }, (_, index) => rocket(`r${index}`))
    const { objects, problems } = await judge({
      'x.yaml': [...documents, rocket('Last')].join('---\n'),
    })
    expect(objects).toBe(10_000)
    expect(problems).toEqual([`server-rule x.yaml:${9_999 * 5 + 4}:3`])
  })

  it('follows a link inside the folder, and none that leads out of it', async () => {
    const { objects, problems } = await judge(
      { 'in/a.yaml': rocket('a'), 'out/b.yaml': rocket('b') },
      ['in'],
      (folder) => {
        symlinkSync(join(folder, 'out/b.yaml'), join(folder, 'in/b.yaml'))
        symlinkSync(join(folder, 'in/a.yaml'), join(folder, 'in/c.yaml'))
      },
    )
    expect(objects).toBe(1)
    expect(problems).toEqual(['link-leaves-folder in/b.yaml'])
  })

  it('ends where a link leads back to its own folder', async () => {
    const { objects } = await judge({ 'in/a.yaml': rocket('a') }, ['in'], (folder) => {
      symlinkSync(join(folder, 'in'), join(folder, 'in/loop'))
    })
    expect(objects).toBe(1)
  })
})
