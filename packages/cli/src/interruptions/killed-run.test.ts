import { spawn } from 'node:child_process'
import { afterAll, describe, expect, it } from 'vitest'
import { binary, createWorkspace } from '../testing/workspace.ts'

/** The tiny workspace with its tree, made once and copied. */
const current = createWorkspace({ cleanUp: afterAll })
current.run('generate')

describe('a run that is killed', () => {
  it('leaves a tree that the next run repairs, at twenty random moments', async () => {
    const goal = createWorkspace({ files: { 'apps/store/app.ts': undefined } })
    goal.run('generate')
    const copy = () => {
      const workspace = createWorkspace({ from: current })
      workspace.remove('apps/store')
      return workspace
    }
    const start = performance.now()
    copy().run('generate', '--allow-prune', 'store')
    const length = Math.ceil(performance.now() - start)
    const seed = Math.floor(Math.random() * 2 ** 31)
    console.info(`kill seed ${seed}`)
    let state = seed
    for (let index = 0; index < 20; index++) {
      state = (state * 1103515245 + 12345) % 2 ** 31
      const workspace = copy()
      await killedRun(workspace.dir, 50 + (state % length))
      const run = workspace.run('generate', '--allow-prune', 'store')
      expect(run.code, `seed ${seed}, kill ${index}: ${run.stderr}`).toBe(0)
      expect(workspace.tree()).toEqual(goal.tree())
    }
  })
})

/** Starts a run and kills it after a number of milliseconds, drawn by the caller. */
async function killedRun(dir: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [binary, '-C', dir, 'generate', '--allow-prune', 'store'], {
    stdio: 'ignore',
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  await new Promise((resolve) => child.on('exit', resolve))
  clearTimeout(timer)
}
