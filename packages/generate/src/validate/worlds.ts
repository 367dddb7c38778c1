import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, PlannedFile, Problem } from '@skyctl/core'
import type { Suppression } from '@skyctl/model'
import type { GuardrailLevel } from '../checks/rule.ts'
import { runChecks } from '../checks/run-checks.ts'
import { expiredSuppressions } from '../checks/suppressions.ts'
import { createWorld, type World } from '../checks/world.ts'
import type { GuardrailProfile } from '../projections/world/profile.ts'
import { collectTexts } from './collect-files.ts'
import { type ReadFile, readSource } from './read-source.ts'
import { treeFileKind } from './tree-files.ts'

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

/** `<path to generated>/<environment>`, where a file is one of an environment's tree. */
export function environmentFolder(file: string): string | undefined {
  return /^((?:.*\/)?generated\/[^/]+)\/(?:apps|argocd|cluster|platform|world)\//.exec(file)?.[1]
}

/**
 * The worlds of the files that are judged: each environment of a generated tree as a whole, whatever part of it was named;
 * and, where a level is asked for, everything else as one.
 *
 * @param folder Working folder, absolute.
 */
export function worldsOf(
  files: readonly ReadFile[],
  folder: string,
  strangers: StrangersWorld | undefined,
): JudgedWorld[] {
  const environments = new Set(files.flatMap(({ file }) => environmentFolder(file) ?? []))
  const known = new Map(files.map((file) => [file.file, file]))
  const worlds = [...environments].sort().flatMap((environment): JudgedWorld[] => {
    if (!existsSync(join(folder, environment, 'world', 'profile.yaml'))) return []
    const all = collectTexts(folder, [environment], known).texts.map(
      (text) => known.get(text.file) ?? readSource(text),
    )
    const profile = profileOf(all)
    return profile === undefined ? [] : [{ world: worldOf(all, profile), files: all }]
  })
  const rest = files.filter(({ file }) => environmentFolder(file) === undefined)
  return strangers === undefined || rest.length === 0
    ? worlds
    : [...worlds, { world: worldOf(rest, strangersProfile(strangers)), files: rest }]
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
  }
}

/** Settings of an environment from its `world/profile.yaml`; undefined where they cannot be read, which its own judge says. */
function profileOf(files: readonly ReadFile[]): GuardrailProfile | undefined {
  const file = files.find(({ file: path }) => treeFileKind(path) === 'profile')
  const value = file?.documents[0]?.document.value as { guardrails?: GuardrailProfile } | undefined
  const { guardrails } = value ?? {}
  return Array.isArray(guardrails?.suppressions) && Array.isArray(guardrails.pending)
    ? guardrails
    : undefined
}

function worldOf(files: readonly ReadFile[], profile: GuardrailProfile): World {
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
