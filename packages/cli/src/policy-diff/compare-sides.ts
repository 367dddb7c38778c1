import type { ReadFile } from '@skyctl/generate/manifests'
import {
  buildWorld,
  diffPolicies,
  loadAdmission,
  type PolicyDiff,
  type PreparedWorld,
  prepareBoth,
} from '@skyctl/policy-lib'
import {
  dialectOf,
  kubernetesVersion,
  manifestsOf,
  profileOfFiles,
  type WorldFlags,
} from '../policy/read-world.ts'
import { type FoldedItem, foldItems } from './fold.ts'
import { itemsOf } from './items.ts'
import type { Side } from './read-sides.ts'

export interface CompareOptions {
  readonly schemas: string
  /** Folder of compiled validators. */
  readonly cache: string
  readonly flags: WorldFlags
  /** Workloads of each environment that have another name now. */
  readonly renamed?: ReadonlyMap<string, ReadonlyMap<string, string>>
}

export interface ComparedSides {
  readonly diffs: ReadonlyMap<string, PolicyDiff>
  readonly items: readonly FoldedItem[]
}

/** Compares each environment that a side has; one that only one side has is compared with nothing. */
export async function compareSides(
  base: Side,
  head: Side,
  options: CompareOptions,
): Promise<ComparedSides> {
  const diffs = new Map<string, PolicyDiff>()
  for (const environment of [...new Set([...base.keys(), ...head.keys()])].sort()) {
    const [before, after] = [base.get(environment) ?? [], head.get(environment) ?? []]
    if (isSameEnvironment(before, after)) continue
    const worlds = await worldsOf(before, after, options)
    const renamed = options.renamed?.get(environment) ?? new Map()
    diffs.set(environment, diffPolicies(worlds.base, worlds.head, { renamed }))
  }
  const items = foldItems(new Map([...diffs].map(([name, diff]) => [name, itemsOf(diff)])))
  return { diffs, items }
}

/** Whether both sides have the very same files: those of equal text were read once. */
export function isSameEnvironment(
  before: readonly ReadFile[],
  after: readonly ReadFile[],
): boolean {
  return before.length === after.length && before.every((file, at) => file === after[at])
}

async function worldsOf(
  before: readonly ReadFile[],
  after: readonly ReadFile[],
  { schemas, cache, flags }: CompareOptions,
): Promise<{ readonly base: PreparedWorld; readonly head: PreparedWorld }> {
  const side = (files: readonly ReadFile[]) => ({
    world: buildWorld(manifestsOf(files)),
    profile: profileOfFiles(files, flags),
  })
  const [base, head] = [side(before), side(after)]
  const policies = [...base.world.policies, ...head.world.policies]
  const kinds = [...new Set(policies.map(({ kind }) => kind))]
  const admission = await loadAdmission({ schemas, cache, kubernetesVersion, kinds })
  return prepareBoth(base, head, { dialect: dialectOf(flags.dialect), admission })
}
