import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A JSON Schema as upstream states it, with Kubernetes' own keywords. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Schemas in a folder, in kubeconform's layout. */
export interface SchemaStore {
  /**
   * Path of the schema of a kind, relative to the folder; undefined where no file states one.
   *
   * Kubernetes' own kinds depend on its version: `v1.35.0-standalone-strict/deployment-apps-v1.json`; others do not:
   * `crds/cilium.io/ciliumnetworkpolicy_v2.json`.
   */
  readonly find: (apiVersion: string, kind: string, kubernetesVersion: string) => string | undefined
  readonly read: (path: string) => JsonSchema
  /** Every kind that a Kubernetes of this minor serves, and every custom one. */
  readonly kinds: (kubernetesVersion: string) => readonly ServedKind[]
  /** Whether the table of components says that a custom kind has no namespace. */
  readonly isClusterScoped: (apiVersion: string, kind: string) => boolean
}

export interface ServedKind {
  readonly apiVersion: string
  readonly kind: string
}

export function openSchemaStore(folder: string): SchemaStore {
  const found = new Map<string, string | undefined>()
  const texts = new Map<string, JsonSchema>()
  let clusterScoped: ReadonlySet<string> | undefined
  return {
    find: (apiVersion, kind, kubernetesVersion) => {
      const key = `${kubernetesVersion} ${apiVersion} ${kind}`
      if (!found.has(key)) {
        found.set(
          key,
          candidates(apiVersion, kind, kubernetesVersion).find((path) =>
            existsSync(join(folder, path)),
          ),
        )
      }
      return found.get(key)
    },
    read: (path) => {
      const known = texts.get(path)
      if (known !== undefined) return known
      const schema = JSON.parse(readFileSync(join(folder, path), 'utf8')) as JsonSchema
      texts.set(path, schema)
      return schema
    },
    kinds: (kubernetesVersion) => servedKinds(folder, kubernetesVersion),
    isClusterScoped: (apiVersion, kind) => {
      clusterScoped ??= new Set(clusterScopedKinds(folder))
      return clusterScoped.has(`${apiVersion} ${kind}`)
    },
  }
}

/** Names as upstream writes them: the table stands beside the schemas, whose file names are in lower case. */
function servedKinds(folder: string, kubernetesVersion: string): ServedKind[] {
  const { kubernetes, components } = componentTable(folder)
  const own = `v${kubernetesVersion}.0-standalone-strict`
  return [...kubernetes, ...components]
    .filter((one) => one.folder === own || one.folder === 'crds')
    .flatMap(({ kinds }) => kinds)
    .map((entry) => ({ apiVersion: apiVersionOf(entry), kind: entry.kind }))
}

function clusterScopedKinds(folder: string): string[] {
  return componentTable(folder)
    .components.flatMap(({ kinds }) => kinds)
    .filter(({ scope }) => scope === 'Cluster')
    .map((entry) => `${apiVersionOf(entry)} ${entry.kind}`)
}

function apiVersionOf({ group, version }: TableKind): string {
  return group === '' ? version : `${group}/${version}`
}

function componentTable(folder: string): ComponentTable {
  const path = join(folder, 'components.json')
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as ComponentTable)
    : { kubernetes: [], components: [] }
}

interface TableKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly scope: 'Cluster' | 'Namespaced'
}

interface TableEntry {
  /** Folder of the schemas, relative to the table. */
  readonly folder: string
  readonly kinds: readonly TableKind[]
}

interface ComponentTable {
  readonly kubernetes: readonly TableEntry[]
  readonly components: readonly TableEntry[]
}

const plainName = /^[a-z0-9.-]+$/

function candidates(apiVersion: string, kind: string, kubernetesVersion: string): string[] {
  const slash = apiVersion.indexOf('/')
  const group = slash < 0 ? '' : apiVersion.slice(0, slash).toLowerCase()
  const version = apiVersion.slice(slash + 1).toLowerCase()
  const name = kind.toLowerCase()
  // Names come from a stranger's manifest, and become a path.
  if (![name, version, ...(group === '' ? [] : [group])].every((part) => plainName.test(part))) {
    return []
  }
  const label = group === '' ? '' : `-${group.split('.')[0]}`
  return [
    `v${kubernetesVersion}.0-standalone-strict/${name}${label}-${version}.json`,
    ...(group === '' ? [] : [`crds/${group}/${name}_${version}.json`]),
  ]
}

/** Files that a schema refers to, itself included, by their path from the folder of schemas. */
export function schemaFiles(store: SchemaStore, path: string): ReadonlyMap<string, JsonSchema> {
  const files = new Map<string, JsonSchema>()
  const visit = (file: string) => {
    if (files.has(file)) return
    const schema = store.read(file)
    files.set(file, schema)
    for (const reference of references(schema)) {
      const [target] = reference.split('#')
      if (target) visit(join(dirname(file), target))
    }
  }
  visit(path)
  return files
}

const known = new WeakMap<JsonSchema, readonly string[]>()

/** Every reference in a file: a file of definitions has thousands of lines, and each kind asks for it. */
function references(schema: JsonSchema): readonly string[] {
  const remembered = known.get(schema)
  if (remembered !== undefined) return remembered
  const found = [...new Set(referencesIn(schema))]
  known.set(schema, found)
  return found
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    key === '$ref' && typeof child === 'string' ? [child] : referencesIn(child),
  )
}
