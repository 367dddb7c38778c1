/**
 * `npm run pack:policy-lib`: policy-lib as a package for anybody, in plain JavaScript with its types. What it needs of this workspace is
 * bundled; what it needs of npm are its dependencies.
 *
 * `-- FOLDER` is where the tarball goes; the default is the working folder.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '../..')
const own = join(root, 'packages/policy-lib')
const target = resolve(process.argv[2] ?? '.')
const folder = mkdtempSync(join(tmpdir(), 'skyctl-pack-'))

interface Manifest {
  readonly [key: string]: unknown
  readonly dependencies?: Readonly<Record<string, string>>
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Manifest

try {
  const needed = await bundle()
  declare()
  writeManifest(needed)
  cpSync(join(own, 'README.md'), join(folder, 'README.md'))
  cpSync(join(own, 'SEMANTICS.md'), join(folder, 'SEMANTICS.md'))
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', target], {
    cwd: folder,
    encoding: 'utf8',
  })
  console.log(packed.trim())
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Writes the code, and says which packages of npm it imports. */
async function bundle(): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: { index: join(own, 'src/index.ts'), vitest: join(own, 'src/vitest.ts') },
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    metafile: true,
    logLevel: 'warning',
    plugins: [
      {
        name: 'workspace',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^@skyctl\// }, ({ path }) => ({ path: sourceOf(path) })),
      },
    ],
  })
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external === true ? [path] : [])),
  )
  const packages = imported
    .filter((path) => !path.startsWith('node:'))
    .map((path) =>
      path
        .split('/')
        .slice(0, path.startsWith('@') ? 2 : 1)
        .join('/'),
    )
  return [...new Set(packages)].sort()
}

function sourceOf(name: string): string {
  return join(root, 'packages', name.replace('@skyctl/', ''), 'src/index.ts')
}

/** Writes the types: one file a module, those of the workspace's other packages beside them. */
function declare(): void {
  const config = join(root, `tsconfig.pack-${process.pid}.json`)
  const types = join(folder, 'types')
  writeFileSync(
    config,
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        rewriteRelativeImportExtensions: true,
        rootDir: './packages',
        outDir: types,
      },
      files: ['packages/policy-lib/src/index.ts', 'packages/policy-lib/src/vitest.ts'],
    }),
  )
  try {
    execFileSync('npx', ['tsc', '--project', config], { cwd: root, stdio: 'inherit' })
  } finally {
    rmSync(config)
  }
  for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue
    const path = join(types, name)
    const text = readFileSync(path, 'utf8')
      .replaceAll(/(['"])@skyctl\/([\w-]+)\1/g, (_, quote: string, other: string) => {
        const index = relative(dirname(path), join(types, other, 'src/index.js'))
        return `${quote}${index.startsWith('.') ? index : `./${index}`}${quote}`
      })
      .replaceAll(/(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2')
    writeFileSync(path, text)
  }
}

function writeManifest(needed: readonly string[]): void {
  const { name, description, license, version } = read(join(own, 'package.json'))
  const { engines } = read(join(root, 'package.json'))
  const versions = Object.assign(
    {},
    ...['core', 'schema-lib', 'policy-lib'].map(
      (one) => read(join(root, 'packages', one, 'package.json')).dependencies,
    ),
  ) as Readonly<Record<string, string>>
  const peers = ['vitest']
  // Types of builders come from here, which no code imports.
  const dependencies = [
    ...needed.filter((one) => !peers.includes(one)),
    '@kubernetes-models/cilium',
  ]
  const entry = (file: string) => ({
    types: `./types/policy-lib/src/${file}.d.ts`,
    default: `./dist/${file}.js`,
  })
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify(
      {
        name,
        version,
        description,
        license,
        type: 'module',
        exports: { '.': entry('index'), './vitest': entry('vitest') },
        files: ['dist', 'types', 'SEMANTICS.md'],
        engines,
        dependencies: Object.fromEntries(
          [...new Set(dependencies)].sort().map((one) => {
            const pinned = versions[one]
            if (pinned === undefined) throw new Error(`no package.json pins ${one}`)
            return [one, pinned]
          }),
        ),
        peerDependencies: { vitest: '>=3' },
        peerDependenciesMeta: { vitest: { optional: true } },
      },
      null,
      2,
    )}\n`,
  )
}
