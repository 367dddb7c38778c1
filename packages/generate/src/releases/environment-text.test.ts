import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SkyError } from '@skyctl/core'
import { expect, it, onTestFinished } from 'vitest'
import { readEditable, writeTexts } from './environment-text.ts'

function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-text-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text)
  return root
}

const edit = (file: string) => ({ file, before: 'old\n', after: 'new\n' })
const textOf = (root: string, file: string) => readFileSync(join(root, file), 'utf8')

it('keeps the mode of a file, and leaves nothing else behind', () => {
  const root = folderOf({ a: 'old\n' })
  chmodSync(join(root, 'a'), 0o640)
  writeTexts(root, [edit('a')], () => {})
  expect(textOf(root, 'a')).toBe('new\n')
  expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o640)
  expect(readdirSync(root)).toEqual(['a'])
})

it('writes through a link, which stays one', () => {
  const root = folderOf({ a: 'old\n' })
  symlinkSync('a', join(root, 'link'))
  writeTexts(root, [edit('link')], () => {})
  expect(textOf(root, 'a')).toBe('new\n')
  expect(lstatSync(join(root, 'link')).isSymbolicLink()).toBe(true)
})

it('puts every file back where the rest fails, and says so', () => {
  const root = folderOf({ a: 'old\n', b: 'old\n' })
  const problem = {
    id: 'write-failed',
    severity: 'error',
    where: {},
    message: 'm',
    hint: '',
  } as const
  const work = () => {
    expect([textOf(root, 'a'), textOf(root, 'b')]).toEqual(['new\n', 'new\n'])
    throw new SkyError([problem])
  }
  expect(() => writeTexts(root, [edit('a'), edit('b')], work)).toThrowError(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ id: 'release-undone', where: { file: 'a' } }),
        expect.objectContaining({ id: 'release-undone', where: { file: 'b' } }),
        problem,
      ],
    }),
  )
  expect([textOf(root, 'a'), textOf(root, 'b')]).toEqual(['old\n', 'old\n'])
})

it('writes nothing where somebody has edited one of the files meanwhile', () => {
  const root = folderOf({ a: 'old\n', b: 'edited\n' })
  expect(() => writeTexts(root, [edit('a'), edit('b')], () => {})).toThrowError(
    expect.objectContaining({ problems: [expect.objectContaining({ id: 'changed-meanwhile' })] }),
  )
  expect([textOf(root, 'a'), textOf(root, 'b')]).toEqual(['old\n', 'edited\n'])
})

it('reads no text that writing back would change', () => {
  const root = folderOf({ a: Buffer.from([0x61, 0xff]), b: '\ufeffa: ü\r\n' })
  expect(() => readEditable(root, 'a')).toThrowError(
    expect.objectContaining({ problems: [expect.objectContaining({ id: 'not-utf8' })] }),
  )
  expect(readEditable(root, 'b')).toBe('\ufeffa: ü\r\n')
})
