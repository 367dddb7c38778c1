import { type Problem, SkyError } from '@skyctl/core'
import { type ReadFile, readManifests } from '@skyctl/generate/manifests'
import {
  buildWorld,
  createProfile,
  type Dialect,
  dialects,
  loadAdmission,
  type PreparedWorld,
  type Profile,
  prepareBuiltWorld,
  readProfile,
  rejectionProblems,
  type SourceManifest,
} from '@skyctl/policy-lib'
import { printProblems } from '../print-problems.ts'

export interface WorldFlags {
  readonly dialect: string
  readonly profile?: readonly string[]
}

export interface WorldInputs {
  /** Working folder, absolute. */
  readonly folder: string
  readonly paths: readonly string[]
  readonly schemas: string
  /** Folder of compiled validators. */
  readonly cache: string
  readonly flags: WorldFlags
}

/** Minor of Kubernetes whose NetworkPolicy is judged; all served ones agree on it. */
export const kubernetesVersion = '1.35'

/**
 * A world from files and folders: its own profile first, then the flags. Policies that are refused are named on standard error, and
 * take no part.
 *
 * @throws SkyError exit code 2 where something cannot be read.
 */
export async function readWorld(inputs: WorldInputs): Promise<PreparedWorld> {
  const { folder, paths, schemas, cache, flags } = inputs
  const { files, problems } = readManifests(folder, paths)
  if (problems.length > 0) throw new SkyError(problems, { exitCode: 2 })
  const profile = profileOfFiles(files, flags)
  const built = buildWorld(manifestsOf(files))
  const kinds = [...new Set(built.policies.map(({ kind }) => kind))]
  const { ciliumVersion } = profile
  const world = prepareBuiltWorld(built, {
    profile,
    dialect: dialectOf(flags.dialect),
    admission: await loadAdmission({ schemas, cache, kubernetesVersion, kinds, ciliumVersion }),
  })
  printProblems([...rejectionProblems(world.rejections), ...world.problems], folder)
  return world
}

/** What files state of a world, each object at its place. */
export function manifestsOf(files: readonly ReadFile[]): readonly SourceManifest[] {
  return files
    .filter(({ file }) => !isProfile(file) && !isOfNoCluster(file))
    .flatMap(({ file, documents, locate }) =>
      documents.map(
        ({ document }): SourceManifest => ({
          value: document.value,
          file,
          index: document.index,
          locate: (pointer) => locate(document.index, pointer),
        }),
      ),
    )
}

/**
 * How the agent is configured: by the profile among the files, and over it by the flags.
 *
 * @throws SkyError exit code 2 where that cannot be read.
 */
export function profileOfFiles(files: readonly ReadFile[], flags: WorldFlags): Profile {
  const profiles = files.filter(({ file }) => isProfile(file))
  return profileOf(
    profiles.map(({ documents }) => documents[0]?.document.value),
    flags,
  )
}

/** Flags alone, for a batch, whose lines may bring a profile of their own. */
export function dialectOf(text: string): Dialect {
  const known = dialects.find((dialect) => dialect === text)
  if (known !== undefined) return known
  throw wrongUse(`unknown --dialect ${text}`, `use ${dialects.join(' or ')}`)
}

export function wrongUse(message: string, hint: string): SkyError {
  const problem: Problem = { id: 'wrong-use', severity: 'error', where: {}, message, hint }
  return new SkyError([problem], { exitCode: 2 })
}

function isProfile(file: string): boolean {
  return /(?:^|\/)profile\.yaml$/.test(file)
}

/** Files of a generated tree that no cluster gets: eksctl's, and values of charts. */
function isOfNoCluster(file: string): boolean {
  return /(?:^|\/)generated\/[^/]+\/cluster\//.test(file)
}

/** What `world/profile.yaml` says under `cilium`, or a profile by itself, and over it `key=value`. */
function profileOf(documents: readonly unknown[], { profile = [] }: WorldFlags): Profile {
  const given: Record<string, unknown> = {}
  for (const document of documents) {
    const { cilium, ...rest } = (document ?? {}) as Readonly<Record<string, unknown>>
    Object.assign(given, cilium ?? rest)
  }
  for (const pair of profile) {
    const [key = '', ...value] = pair.split('=')
    if (value.length === 0) throw wrongUse(`--profile ${pair} is no key=value`, 'write key=value')
    given[key] = value.join('=')
  }
  const { profile: read, faults } = readProfile(given)
  if (faults.length === 0) return read
  throw new SkyError(
    faults.map((message) => ({
      id: 'invalid-profile',
      severity: 'error' as const,
      where: {},
      message,
      hint: `known are ${Object.keys(createProfile()).join(', ')}`,
    })),
    { exitCode: 2 },
  )
}
