import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { binary, createWorkspace, tinyWorkspace } from './testing/workspace.ts'

const listRequired = fileURLToPath(new URL('./testing/list-required.cjs', import.meta.url))

/** Whether a run loads the construct library, which takes longer than all that such a run has to do. */
function loadsConstructs(root: string, ...args: readonly string[]): boolean {
  const list = join(root, 'required.txt')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', listRequired, binary, '-C', root, ...args],
    { encoding: 'utf8', env: { ...process.env, REQUIRED_MODULES: list } },
  )
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('error')])
  return /node_modules.cdk8s-plus-/.test(readFileSync(list, 'utf8'))
}

it('loads no construct library to judge manifests, nor to find that nothing has changed', () => {
  const { dir: root } = createWorkspace({ files: tinyWorkspace })
  expect(loadsConstructs(root, 'generate')).toBe(true)
  expect(loadsConstructs(root, 'generate')).toBe(false)
  expect(loadsConstructs(root, 'validate', 'generated')).toBe(false)
})
