import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { measureNode, type Usage } from './measure.ts'
import { readFiles } from './read-files.ts'
import { verifyComplete, verifyEdited, verifyUnchanged } from './verify.ts'
import { appsOf, type Size, writeApp, writeWorkspace } from './workspace.ts'

const repository = join(import.meta.dirname, '..', '..')
const cli = join(repository, 'packages/cli/bin/skyctl.js')

export type Generator = 'floor' | 'cdk8s'
export type Figures = Readonly<Record<Generator | 'cold' | 'unchanged' | 'edited', Usage>>
type Skyctl = Pick<Figures, 'cold' | 'unchanged' | 'edited'>

/** The comparison generators as plain JavaScript: neither pays for TypeScript at its start. */
export async function buildGenerators(): Promise<Readonly<Record<Generator, string>>> {
  const outdir = join(repository, 'node_modules/.cache/skyctl-bench')
  const sources = ['floor', 'cdk8s'] as const
  await build({
    entryPoints: sources.map((name) => join(import.meta.dirname, `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['cdk8s'],
    logLevel: 'error',
  })
  return { floor: join(outdir, 'floor.mjs'), cdk8s: join(outdir, 'cdk8s.mjs') }
}

/** Runs a comparison generator into a new folder. */
export function runGenerator(script: string, size: Size, folder: string): Usage {
  mkdirSync(folder, { recursive: true })
  const args = [join(folder, 'tree'), String(size.apps), String(size.environments)]
  return measureNode(script, args, join(folder, 'usage.json'))
}

/**
 * Runs skyctl three times in a new workspace: cold, with nothing changed, with one app edited.
 *
 * @throws BenchmarkFailure where a tree is incomplete, or where a run changes what it should not.
 */
export function runSkyctl(size: Size, folder: string): Skyctl {
  const root = join(folder, 'workspace')
  const generate = () => measureNode(cli, ['generate', '-C', root], join(folder, 'usage.json'))
  const read = () => readFiles(join(root, 'generated'))
  writeWorkspace(root, size)
  rmSync(join(root, 'node_modules/.cache'), { recursive: true, force: true })

  const cold = generate()
  const first = read()
  verifyComplete(first, size)

  const unchanged = generate()
  verifyUnchanged(first, read())

  const [app] = appsOf(size).slice(Math.floor(size.apps / 2))
  if (app === undefined) return { cold, unchanged, edited: unchanged }
  writeApp(root, { ...app, tag: 'v2.0.0' })
  const edited = generate()
  verifyEdited(first, read(), app, size)
  return { cold, unchanged, edited }
}
