import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, PlannedFile, Problem } from '@skyctl/core'
import type { Suppression } from '@skyctl/model'
import type { GuardrailLevel } from '../checks/rule.ts'
import { runChecks } from '../checks/run-checks.ts'
import { expiredSuppressions } from '../checks/suppressions.ts'
import { createWorld, type World } from '../checks/world.ts'
import type { GuardrailProfile, RuleProfile } from '../projections/world/profile.ts'
import { listFiles } from './list-files.ts'
import { type ReadFile, readSource } from './read-source.ts'
import { readText } from './read-text.ts'
import { treeFileKind } from './tree-files.ts'
import { coversEnvironment, environmentFolder } from './world-folders.ts'

/** Objects that belong together, with the level and the exceptions that hold for them. */
export interface JudgedWorld {
  readonly world: World
  /** Every file of it, those that nobody asked to judge included. */
  readonly files: readonly ReadFile[]
}

export interface StrangersWorld {
  readonly level: GuardrailLevel
  readonly kubernetesVersion: string
  readonly suppressions: readonly Suppression[]
}

/**
 * The worlds of the files that are judged: each environment of a generated tree as a whole, whatever part of it was named;
 * and, where a level is asked for, everything else as one.
 *
 * @param folder Working folder, absolute.
 * @param paths What was named.
 */
export function worldsOf(
  files: readonly ReadFile[],
  folder: string,
  paths: readonly string[],
  strangers: StrangersWorld | undefined,
): JudgedWorld[] {
  const rest: ReadFile[] = []
  const named = new Map<string, ReadFile[]>()
  for (const file of files) {
    const environment = environmentFolder(file.file)
    if (environment === undefined) rest.push(file)
    else if (named.get(environment)?.push(file) === undefined) named.set(environment, [file])
  }
  const worlds = [...named.keys()].sort().flatMap((environment): JudgedWorld[] => {
    if (!existsSync(join(folder, environment, 'world', 'profile.yaml'))) return []
    const some = named.get(environment) ?? []
    const all = coversEnvironment(environment, paths) ? some : whole(environment, folder, some)
    const world = environmentWorld(all)
    return world === undefined ? [] : [{ world, files: all }]
  })
  return strangers === undefined || rest.length === 0
    ? worlds
    : [...worlds, { world: worldOf(rest, strangersProfile(strangers)), files: rest }]
}

/** The World of an environment of a tree; undefined where its profile cannot be read. */
export function environmentWorld(files: readonly ReadFile[]): World | undefined {
  const profile = profileOf(files)
  return profile === undefined ? undefined : worldOf(files, profile)
}

/** Every file of an environment, of which some were read. */
function whole(environment: string, folder: string, some: readonly ReadFile[]): ReadFile[] {
  const known = new Map(some.map((file) => [file.file, file]))
  return listFiles(folder, [environment]).manifests.flatMap((found) => {
    const before = known.get(found.file)
    if (before !== undefined) return before
    const text = readText(found)
    return 'text' in text ? readSource(text) : []
  })
}

function strangersProfile({ level, kubernetesVersion, suppressions }: StrangersWorld) {
  return {
    environment: '',
    level,
    kubernetesVersion,
    region: '',
    mandatoryTags: [],
    suppressions,
    pending: [],
    cilium: {},
  }
}

interface TreeProfile {
  readonly guardrails: GuardrailProfile
  readonly cilium: RuleProfile['cilium']
}

/** Settings of an environment from its `world/profile.yaml`; undefined where they cannot be read, which its own judge says. */
function profileOf(files: readonly ReadFile[]): RuleProfile | undefined {
  const file = files.find(({ file: path }) => treeFileKind(path) === 'profile')
  const value = file?.documents[0]?.document.value as Partial<TreeProfile> | undefined
  const { guardrails, cilium } = value ?? {}
  return Array.isArray(guardrails?.suppressions) && Array.isArray(guardrails.pending)
    ? { ...guardrails, cilium: cilium ?? {} }
    : undefined
}

function worldOf(files: readonly ReadFile[], profile: RuleProfile): World {
  const planned = files.flatMap(({ file, documents }): PlannedFile[] => {
    if (treeFileKind(file) !== undefined || file.endsWith('/cluster.bootstrap.yaml')) return []
    // Rules know folders by the path inside the tree.
    const path = file.replace(/^(?:.*\/)?generated\//, '')
    return documents
      .flatMap(({ objects }) => objects)
      .flatMap(({ value }): PlannedFile[] => {
        if (typeof value !== 'object' || value === null) return []
        const body = path.endsWith('/cluster/cluster.yaml')
          ? ({ kind: 'document', value } as const)
          : ({ kind: 'manifest', manifest: value as Manifest } as const)
        return [{ path, owner: '', origin: file, body }]
      })
  })
  return createWorld(planned, profile)
}

/** What the guardrails say of a world, at the places of its files. */
export function judgeWorld(
  { world, files }: JudgedWorld,
  judged: ReadonlySet<string>,
  today: string | undefined,
): Problem[] {
  const byFile = new Map(files.map((file) => [file.file, file]))
  const expired = today === undefined ? [] : expiredSuppressions(world, today)
  return [...runChecks(world), ...expired]
    .filter(
      ({ where }) => where.file === undefined || !byFile.has(where.file) || judged.has(where.file),
    )
    .map((problem) => {
      const { file = '', object, pointer = '' } = problem.where
      const place = byFile.get(file)?.find(object)
      return place === undefined
        ? problem
        : { ...problem, where: { ...problem.where, index: place.index, ...place.locate(pointer) } }
    })
}
