import { dirname, join } from 'node:path'
import { hasErrors, type Problem, sortProblems } from '@skyctl/core'
import type { Suppression } from '@skyctl/model'
import { saveTreeIndex } from '@skyctl/tree-lib'
import type { Baseline } from '../checks/baseline.ts'
import type { GuardrailLevel } from '../checks/rule.ts'
import { validatorCache } from '../checks/validator-cache.ts'
import type { Judged } from './judge-files.ts'
import { type FoundFile, type Listing, listFiles } from './list-files.ts'
import {
  type HashedFile,
  keyOfValidation,
  openValidationIndex,
  recallValidation,
  rememberValidation,
} from './remembered-validation.ts'
import { Source } from './sources.ts'
import { isOwnerFile, type OwnedTree, ownedTrees } from './unowned-files.ts'
import { coversEnvironment, environmentFolder } from './world-folders.ts'

export { kubernetesVersions } from './kubernetes-versions.ts'

export interface ValidateOptions extends Judged {
  /** Working folder, absolute. */
  readonly folder: string
  /** Files and folders; `-` is standard input. */
  readonly paths: readonly string[]
  /** Level of the guardrails for what is no environment of ours; without one they do not run there. */
  readonly guardrails?: GuardrailLevel
  /** Exceptions for what is no environment of ours. */
  readonly suppressions?: readonly Suppression[]
  /** YYYY-MM-DD: exceptions that ended before are errors. */
  readonly today?: string
  /** Changes with the tool; without one nothing is remembered. */
  readonly version?: string
  /** Module that runs `judge-worker.ts`, for many files; without one a single thread judges. */
  readonly worker?: URL
  /** Findings of guardrails that are accepted, and the file that says so. */
  readonly baseline?: { readonly file: string; readonly value: Baseline }
}

export interface ValidateResult {
  readonly problems: readonly Problem[]
  /** Objects that were judged. */
  readonly objects: number
  /** What the guardrails found, as the baseline that would accept it. */
  readonly baseline: Baseline
}

/** Ids of problems that are no fault of a manifest: the input could not be read, exit code 2. */
const unreadableIds = new Set(['unreadable-path', 'nothing-to-judge'])

export function isUnreadable({ problems }: Pick<ValidateResult, 'problems'>): boolean {
  return problems.some(({ id }) => unreadableIds.has(id)) && hasErrors(problems)
}

/** All that a validation reads. */
export interface Inputs {
  readonly listing: Listing
  readonly manifests: readonly Source[]
  readonly trees: readonly OwnedTree[]
  /** Files that name what their owner owns. */
  readonly owners: ReadonlyMap<FoundFile, Source>
}

/**
 * Judges any manifests: against the schemas of their kinds, the rules of the API server and, for environments of a generated tree or
 * where a level is asked for, the guardrails. All problems at once.
 */
export async function validate(options: ValidateOptions): Promise<ValidateResult> {
  const { folder, paths } = options
  const listing = listFiles(folder, paths)
  const result = await recallOrJudge(listing, options)
  return { ...result, problems: sortProblems([...listing.problems, ...result.problems]) }
}

/** What was found before where nothing has changed since, else what is found now. */
async function recallOrJudge(listing: Listing, options: ValidateOptions): Promise<ValidateResult> {
  const { folder, paths, version, schemas } = options
  const cache = join(dirname(validatorCache(schemas)), 'validations')
  const index = version === undefined ? undefined : openValidationIndex(cache, options)
  const open = (found: FoundFile) => new Source(found, index)
  const inputs: Inputs = {
    listing,
    manifests: listing.manifests.map(open),
    trees: ownedTrees(folder, paths),
    owners: new Map(listing.others.filter(isOwnerFile).map((found) => [found, open(found)])),
  }
  const isRemembered = version !== undefined && isWhole(listing, paths)
  const recall = (hashOf: (source: Source) => string | undefined) => {
    const key = isRemembered ? keyOf(inputs, options, hashOf) : undefined
    return { key, result: key === undefined ? undefined : recallValidation(cache, key) }
  }
  const unread = recall((source) => source.knownHash())
  if (unread.result !== undefined) return unread.result

  // Late: a run that finds nothing changed needs neither the schemas nor the rules.
  const { openJudgement } = await import('./judge-inputs.ts')
  const judgement = openJudgement(inputs, options)
  // Other times, the same bytes: a fresh checkout.
  const { key, result } = recall((source) => source.hash())
  if (index !== undefined) saveTreeIndex(index, () => false)
  if (result !== undefined) {
    await judgement.dismiss()
    return result
  }
  const found = await judgement.judge()
  if (key !== undefined) rememberValidation(cache, key, found)
  return found
}

/** Whether all that counts is among the files that were named: what lies around a part of a tree counts as well. */
function isWhole({ manifests }: Listing, paths: readonly string[]): boolean {
  return manifests.every(({ file }) => {
    const environment = environmentFolder(file)
    return environment === undefined || coversEnvironment(environment, paths)
  })
}

function keyOf(
  { listing, manifests, owners, trees }: Inputs,
  options: ValidateOptions,
  hashOf: (source: Source) => string | undefined,
): string | undefined {
  const files: HashedFile[] = []
  for (const source of [...manifests, ...owners.values()]) {
    const hash = hashOf(source)
    if (hash === undefined) return undefined
    files.push([source.file, hash])
  }
  const names = [...listing.others.map(({ file }) => file), ...trees.map(({ root }) => root)]
  return keyOfValidation(files, names, options)
}
