import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type GenerateOptions, generate } from '@skyctl/generate'
import { describe, expect, it } from 'vitest'
import {
  createWorkspace,
  schemas,
  type TestWorkspace,
  tinyWorkspace,
} from '../testing/workspace.ts'

const plain = {
  schemas,
  command: 'skyctl generate',
  allowPrune: ['store', 'web', 'api', 'extra'],
} as const

/** The first model, and a second with something added, changed and removed of every sort. */
const models = {
  first: { ...tinyWorkspace },
  second: {
    ...tinyWorkspace,
    'apps/api/app.ts': tinyWorkspace['apps/api/app.ts']?.replace('replicas: 2', 'replicas: 3'),
    'apps/web/app.ts': tinyWorkspace['apps/web/app.ts']?.replace(/ {2}ingress: .*\n/, ''),
    'apps/store/app.ts': undefined,
    'apps/extra/app.ts': tinyWorkspace['apps/api/app.ts'],
  },
} as const satisfies Record<string, Readonly<Record<string, string | undefined>>>

function useModel(workspace: TestWorkspace, model: Readonly<Record<string, string | undefined>>) {
  for (const name of ['extra', 'store']) {
    rmSync(join(workspace.dir, 'apps', name), { recursive: true, force: true })
  }
  for (const [path, text] of Object.entries(model)) {
    if (text !== undefined) workspace.write(path, text)
  }
}

class Killed extends Error {}

/** A run that ends at its operation number `last`, as a kill would; how many operations it made. */
async function runUntil(root: string, last: number): Promise<number> {
  let made = 0
  const options: GenerateOptions = {
    ...plain,
    root,
    onOperation: () => {
      if (made === last) throw new Killed()
      made++
    },
  }
  await generate(options).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error
  })
  return made
}

describe('a run that ends between two operations on the disk', () => {
  it('is repaired by the next, whether that wants the old tree or the new', async () => {
    const current = createWorkspace()
    await generate({ ...plain, root: current.dir })
    const changed = createWorkspace({ from: current })
    useModel(changed, models.second)
    const operations = await runUntil(changed.dir, Number.POSITIVE_INFINITY)
    expect(operations).toBeGreaterThan(60)

    let turn = 0
    for (let last = 0; last < operations; last += 2) {
      const workspace = createWorkspace({ from: current })
      useModel(workspace, models.second)
      expect(await runUntil(workspace.dir, last)).toBe(last)
      const wantsOld = turn++ % 2 === 0
      useModel(workspace, wantsOld ? models.first : models.second)
      await generate({ ...plain, root: workspace.dir })
      expect(workspace.tree(), `killed at ${last}`).toEqual(
        wantsOld ? current.tree() : changed.tree(),
      )
    }
  })

  it('is repaired by the next where it was the very first', async () => {
    const goal = createWorkspace()
    await generate({ ...plain, root: goal.dir })
    for (const last of [0, 1, 2, 30, 31, 32, 80]) {
      const workspace = createWorkspace()
      expect(await runUntil(workspace.dir, last)).toBe(last)
      await generate({ ...plain, root: workspace.dir })
      expect(workspace.tree()).toEqual(goal.tree())
    }
  })

  it('never leaves a file that is half written under its own name', async () => {
    const workspace = createWorkspace()
    await generate({ ...plain, root: workspace.dir })
    const before = workspace.tree()
    useModel(workspace, models.second)
    const goal = createWorkspace({ files: models.second })
    await generate({ ...plain, root: goal.dir })
    const after = goal.tree()
    await generate({
      ...plain,
      root: workspace.dir,
      onOperation: ({ path }) => {
        if (!path.endsWith('.yaml')) return
        const text = readIfThere(join(workspace.dir, 'generated', path))
        expect([before[path], after[path], undefined]).toContain(text)
      },
    })
    expect(workspace.tree()).toEqual(after)
  })

  it('is told from a run that had nothing to do', async () => {
    const workspace = createWorkspace()
    await generate({ ...plain, root: workspace.dir })
    expect(await runUntil(workspace.dir, Number.POSITIVE_INFINITY)).toBe(0)
  })
})

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
