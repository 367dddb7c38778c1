import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

it.each(['generate.ts', 'validate/validate.ts'])(
  '%s loads no constructs, no schemas and no compiler before something has changed',
  async (door) => {
    const { metafile } = await build({
      entryPoints: [join(import.meta.dirname, door)],
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
    const loaded = first(`out/${basename(door, '.ts')}.js`)
    expect(loaded.some((path) => path.endsWith('tree-lib/src/tree-index.ts'))).toBe(true)
    expect(
      loaded.filter((path) =>
        /^(cdk8s|constructs|zod)|\/(ajv|esbuild)\/|(decide|judge-object)\.ts$/.test(path),
      ),
    ).toEqual([])
  },
)
