import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

it('loads no construct library, no schema library and no compiler before something has changed', async () => {
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, 'generate.ts')],
    outdir: 'out',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    external: ['cdk8s', 'cdk8s-plus-28', 'constructs', 'zod'],
    logLevel: 'silent',
  })
  const first = (name: string): string[] => {
    const { inputs, imports } = metafile.outputs[name] ?? { inputs: {}, imports: [] }
    const early = imports.filter(({ kind }) => kind === 'import-statement')
    return [
      ...Object.keys(inputs),
      ...early.flatMap(({ path, external }) => (external ? [path] : first(path))),
    ]
  }
  const loaded = first('out/generate.js')
  expect(loaded.some((path) => path.endsWith('tree-lib/src/sync-tree.ts'))).toBe(true)
  expect(
    loaded.filter((path) => /^(cdk8s|constructs|zod)|\/(ajv|esbuild)\/|decide\.ts$/.test(path)),
  ).toEqual([])
})
