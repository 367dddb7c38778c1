import { dirname, join } from 'node:path'
import { hasErrors, type Problem, sortProblems } from '@skyctl/core'
import type { Suppression } from '@skyctl/model'
import { saveTreeIndex } from '@skyctl/tree-lib'
import { applyBaseline, type Baseline, createBaseline } from '../checks/baseline.ts'
import { validatorCache } from '../checks/judge-manifests.ts'
import type { GuardrailLevel } from '../checks/rule.ts'
import type { Judged } from './judge-files.ts'
import { startTeam } from './judge-team.ts'
import { type FoundFile, type Listing, listFiles } from './list-files.ts'
import { readSource } from './read-source.ts'
import {
  keyOfValidation,
  openValidationIndex,
  recallValidation,
  rememberValidation,
} from './remembered-validation.ts'
import { openSource, type Source } from './sources.ts'
import { isOwnerFile, type OwnedTree, ownedTrees, unownedFiles } from './unowned-files.ts'
import { coversEnvironment, environmentFolder, judgeWorld, worldsOf } from './worlds.ts'

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

/** All that a validation reads. */
interface Inputs {
  readonly listing: Listing
  readonly manifests: readonly Source[]
  readonly trees: readonly OwnedTree[]
  /** Files that name what their owner owns. */
  readonly owners: ReadonlyMap<FoundFile, Source>
}

/** What was found before where nothing has changed since, else what is found now. */
async function recallOrJudge(listing: Listing, options: ValidateOptions): Promise<ValidateResult> {
  const { folder, paths, version, schemas } = options
  const cache = join(dirname(validatorCache(schemas)), 'validations')
  const index = version === undefined ? undefined : openValidationIndex(cache, options)
  const open = (found: FoundFile) => openSource(found, index)
  const inputs: Inputs = {
    listing,
    manifests: listing.manifests.map(open),
    trees: ownedTrees(folder, paths),
    owners: new Map(listing.others.filter(isOwnerFile).map((found) => [found, open(found)])),
  }
  if (index !== undefined) saveTreeIndex(index, () => false)

  // What lies around a part of a tree counts as well, and is not among its files.
  const isWhole = listing.manifests.every(({ file }) => {
    const environment = environmentFolder(file)
    return environment === undefined || coversEnvironment(environment, paths)
  })
  if (!isWhole) return judge(inputs, options)
  const key = keyOf(inputs, options, ({ hash }) => hash)
  const remembered = key === undefined ? undefined : recallValidation(cache, key)
  if (remembered !== undefined) return remembered
  const result = await judge(inputs, options)
  // Of what was judged: a file may have changed since it was found.
  const judged = keyOf(inputs, options, ({ hashRead }) => hashRead())
  if (judged !== undefined) rememberValidation(cache, judged, result)
  return result
}

function keyOf(
  { listing, manifests, owners, trees }: Inputs,
  options: ValidateOptions,
  hashOf: (source: Source) => string | undefined,
): string | undefined {
  const names = [...listing.others.map(({ file }) => file), ...trees.map(({ root }) => root)]
  const files = [...manifests, ...owners.values()]
  return keyOfValidation(
    files.map((source) => ({ file: source.file, hash: hashOf(source) })),
    names,
    options,
  )
}

async function judge(inputs: Inputs, options: ValidateOptions): Promise<ValidateResult> {
  const { listing, manifests, owners, trees } = inputs
  const { folder, paths, baseline, worker } = options
  const outcomes = manifests.map(({ read }) => read())
  const texts = outcomes.filter((outcome) => 'text' in outcome)
  const team = startTeam(texts, options, worker)
  const files = texts.map(readSource)
  const judged = new Set(files.map(({ file }) => file))
  const found = worldsOf(files, folder, paths, strangersOf(options)).flatMap((world) =>
    judgeWorld(world, judged, options.today),
  )
  const unowned = unownedFiles(trees, [...listing.manifests, ...listing.others], (owner) => {
    const text = owners.get(owner)?.read()
    return text !== undefined && 'text' in text ? text.text : undefined
  })
  const { objects, problems } = await team.finish(new Map(files.map((file) => [file.file, file])))
  return {
    objects,
    baseline: createBaseline(found),
    problems: [
      ...outcomes.filter((outcome) => 'id' in outcome),
      ...problems,
      ...(baseline === undefined ? found : applyBaseline(found, baseline.value, baseline.file)),
      ...unowned,
    ],
  }
}

function strangersOf({ guardrails, kubernetesVersion, suppressions = [] }: ValidateOptions) {
  return guardrails === undefined
    ? undefined
    : { level: guardrails, kubernetesVersion, suppressions }
}
