import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SkyError } from '@skyctl/core'
import { expect, it, onTestFinished } from 'vitest'
import { findWorkspaceDrift, writeWorkspaceFiles } from './write-workspace-files.ts'

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-files-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  return root
}

const file = { path: '.github/CODEOWNERS', text: '* @acme/base\n' }

it('writes what differs, and nothing else', () => {
  const root = folder()
  expect(writeWorkspaceFiles(root, [file])).toEqual([file.path])
  expect(readFileSync(join(root, file.path), 'utf8')).toBe(file.text)
  expect(writeWorkspaceFiles(root, [file])).toEqual([])
  writeFileSync(join(root, file.path), 'other\n')
  expect(writeWorkspaceFiles(root, [file])).toEqual([file.path])
  expect(readdirSync(join(root, '.github'))).toEqual(['CODEOWNERS'])
})

it('reports as drift what a run would write', () => {
  const root = folder()
  expect(findWorkspaceDrift(root, [file])).toMatchObject([
    { id: 'drift', where: { file: file.path } },
  ])
  writeWorkspaceFiles(root, [file])
  expect(findWorkspaceDrift(root, [file])).toEqual([])
})

it('completes what a killed run left', () => {
  const root = folder()
  writeWorkspaceFiles(root, [{ ...file, text: 'old\n' }])
  writeFileSync(join(root, `${file.path}.skyctl-tmp`), 'half')
  writeWorkspaceFiles(root, [file])
  expect(readdirSync(join(root, '.github'))).toEqual(['CODEOWNERS'])
})

it('says which file the disk refuses', () => {
  const root = folder()
  writeFileSync(join(root, '.github'), 'in the way')
  expect(() => writeWorkspaceFiles(root, [file])).toThrow(SkyError)
  expect(() => writeWorkspaceFiles(root, [file])).toThrow(/cannot write '\.github\/CODEOWNERS' \(E/)
})
