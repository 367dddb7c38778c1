import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { generate, type ReleaseOptions, releaseImage } from '@skyctl/generate'
import { describe, expect, it } from 'vitest'
import { createWorkspace, schemas } from '../testing/workspace.ts'

const digest = `sha256:${'9f86d081884c7d65'.repeat(4)}`
const command = 'skyctl image set'
const environments = ['live', 'test'] as const
const request = { kind: 'set', app: 'web', image: `:2.0@${digest}`, environments } as const

async function currentWorkspace() {
  const workspace = createWorkspace()
  await generate({ root: workspace.dir, schemas, command })
  return workspace
}

const environmentTexts = (workspace: { read: (path: string) => string }) =>
  environments.map((name) => workspace.read(`environments/${name}.yaml`))

async function countOperations(): Promise<number> {
  const { dir } = await currentWorkspace()
  let made = 0
  const onOperation = () => void made++
  await releaseImage({ root: dir, schemas, command, request, onOperation })
  return made
}

describe('a release whose tree cannot be written', () => {
  it('puts the environments back, and the next run repairs the tree', async () => {
    const operations = await countOperations()
    expect(operations).toBeGreaterThan(10)
    for (const last of [0, 1, Math.floor(operations / 2), operations - 1]) {
      const workspace = await currentWorkspace()
      const [texts, tree] = [environmentTexts(workspace), workspace.tree()]
      let made = 0
      const onOperation: ReleaseOptions['onOperation'] = () => {
        if (made++ === last) throw new Error('the disk is full')
      }
      await expect(
        releaseImage({ root: workspace.dir, schemas, command, request, onOperation }),
      ).rejects.toThrow('the disk is full')
      expect(environmentTexts(workspace)).toEqual(texts)
      await generate({ root: workspace.dir, schemas, command })
      expect(workspace.tree()).toEqual(tree)
    }
  })
})

describe('a release that is killed', () => {
  it('between the environments and the last file is completed by the next run', async () => {
    const goal = await currentWorkspace()
    await releaseImage({ root: goal.dir, schemas, command, request })
    for (const last of [0, 5]) {
      const workspace = await currentWorkspace()
      const script = fileURLToPath(new URL('./killed-release.child.ts', import.meta.url))
      const options = { root: workspace.dir, schemas, command, request, last }
      const { signal } = spawnSync(process.execPath, [
        ...['--import', 'tsx', script],
        JSON.stringify(options),
      ])
      expect(signal).toBe('SIGKILL')
      expect(environmentTexts(workspace)).toEqual(environmentTexts(goal))
      expect(workspace.tree()).not.toEqual(goal.tree())
      await generate({ root: workspace.dir, schemas, command })
      expect(workspace.tree()).toEqual(goal.tree())
    }
  })
})
