import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../../../..')

/** The hash of what tools/schemagen makes the schemas of, its own programs and the pinned versions. */
function inputsHash(): string {
  const [hash = ''] = readFileSync(join(root, 'schemas/schemagen.sha256'), 'utf8').split(' ')
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('schemas/schemagen.sha256 holds no hash')
  return hash
}

/** The CRDs behind schemas/crds, one a line, as `npm run schemas -- --crds` prints them. */
export const definitionsFile = join(
  root,
  'node_modules/.cache/skyctl/conformance',
  `crds-${inputsHash().slice(0, 16)}.ndjson`,
)

/** Writes the file, unless it is there for these inputs. The first time compiles what prints the CRDs, for minutes. */
export function writeDefinitions(): void {
  if (existsSync(definitionsFile)) return
  mkdirSync(dirname(definitionsFile), { recursive: true })
  const unfinished = `${definitionsFile}.${process.pid}`
  const out = openSync(unfinished, 'w')
  const { status, error } = spawnSync('go', ['run', '.', '--crds'], {
    cwd: join(root, 'tools/schemagen'),
    stdio: ['ignore', out, 2],
  })
  closeSync(out)
  if (error !== undefined || status !== 0) {
    rmSync(unfinished, { force: true })
    throw error ?? new Error('tools/schemagen could not print the CRDs')
  }
  renameSync(unfinished, definitionsFile)
}

/** A kind that a CRD serves in one version. */
export interface CustomKind {
  readonly apiVersion: string
  readonly kind: string
  readonly isClusterScoped: boolean
  /** Whether what a manifest says of its status is thrown away. */
  readonly dropsStatus: boolean
  /** Where the number stands that a scale sets: `.spec.replicas`. */
  readonly scale: string | undefined
}

interface Definition {
  readonly crd: {
    readonly spec: {
      readonly group: string
      readonly scope: string
      readonly names: { readonly kind: string }
      readonly versions: readonly {
        readonly name: string
        readonly served: boolean
        readonly subresources?: {
          readonly status?: object
          readonly scale?: { readonly specReplicasPath: string }
        }
      }[]
    }
  }
}

/** What the CRDs serve. */
export function servedKinds(): readonly CustomKind[] {
  return readFileSync(definitionsFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Definition)
    .flatMap(({ crd: { spec } }) =>
      spec.versions
        .filter(({ served }) => served)
        .map(({ name, subresources }) => ({
          apiVersion: `${spec.group}/${name}`,
          kind: spec.names.kind,
          isClusterScoped: spec.scope === 'Cluster',
          dropsStatus: subresources?.status !== undefined,
          scale: subresources?.scale?.specReplicasPath,
        })),
    )
}
