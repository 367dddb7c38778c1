import { dirname, join } from 'node:path'
import { hasErrors, type Json, type Manifest, type Problem, sortProblems } from '@skyctl/core'
import type { Suppression } from '@skyctl/model'
import {
  type JudgeOptions,
  judgeObject,
  loadRules,
  loadValidators,
  type ObjectFinding,
  openSchemaStore,
  type PlacedObject,
  schemaPathOf,
} from '@skyctl/schema-lib'
import { applyBaseline, type Baseline, createBaseline } from '../checks/baseline.ts'
import { validatorCache } from '../checks/judge-manifests.ts'
import type { GuardrailLevel } from '../checks/rule.ts'
import { collectTexts, type SourceText } from './collect-files.ts'
import { objectName, type ReadFile, readSource } from './read-source.ts'
import { keyOfValidation, recallValidation, rememberValidation } from './remembered-validation.ts'
import {
  clusterFileKind,
  isWorldFile,
  judgeTreeFile,
  type TreeFileKind,
  treeFileKind,
} from './tree-files.ts'
import { unownedFiles } from './unowned-files.ts'
import { environmentFolder, judgeWorld, worldsOf } from './worlds.ts'

export interface ValidateOptions {
  /** Working folder, absolute. */
  readonly folder: string
  /** Files and folders; `-` is standard input. */
  readonly paths: readonly string[]
  /** Folder of the JSON Schemas, absolute. */
  readonly schemas: string
  readonly kubernetesVersion: string
  /** Kinds that no schema states are warnings. */
  readonly allowUnknownKinds: boolean
  /** Level of the guardrails for what is no environment of ours; without one they do not run there. */
  readonly guardrails?: GuardrailLevel
  /** Exceptions for what is no environment of ours. */
  readonly suppressions?: readonly Suppression[]
  /** YYYY-MM-DD: exceptions that ended before are errors. */
  readonly today?: string
  /** Changes with the tool; without one nothing is remembered. */
  readonly version?: string
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
  const collected = collectTexts(options.folder, options.paths)
  const owners = unownedFiles(options.folder, options.paths)
  const cache = join(dirname(validatorCache(options.schemas)), 'validations')
  // What lies around a part of a tree counts as well, and is not among its texts.
  const whole = !collected.texts.some(({ file }) => isPartOfTree(file, options.paths))
  const key = whole ? keyOfValidation(collected.texts, options) : undefined
  const remembered = key === undefined ? undefined : recallValidation(cache, key)
  const result = remembered ?? (await judgeTexts(collected.texts, options))
  if (key !== undefined && remembered === undefined) rememberValidation(cache, key, result)
  return {
    ...result,
    problems: sortProblems([...collected.problems, ...result.problems, ...owners]),
  }
}

/** Whether a file's environment reaches beyond what was named. */
function isPartOfTree(file: string, paths: readonly string[]): boolean {
  const environment = environmentFolder(file)
  return (
    environment !== undefined &&
    !paths.some((path) => {
      const named = path.replace(/^\.\//, '').replace(/\/+$/, '')
      return named === '.' || named === environment || environment.startsWith(`${named}/`)
    })
  )
}

async function judgeTexts(
  texts: readonly SourceText[],
  options: ValidateOptions,
): Promise<ValidateResult> {
  const { folder, kubernetesVersion, guardrails, baseline } = options
  const files = texts.map(readSource)
  const judge = await prepareJudge(
    files.flatMap(({ documents }) => documents.flatMap(({ objects }) => objects)),
    options,
  )
  const judged = new Set(files.map(({ file }) => file))
  const strangers =
    guardrails === undefined
      ? undefined
      : { level: guardrails, kubernetesVersion, suppressions: options.suppressions ?? [] }
  const found = worldsOf(files, folder, strangers).flatMap((world) =>
    judgeWorld(world, judged, options.today),
  )
  return {
    objects: files.reduce((sum, file) => sum + countObjects(file), 0),
    baseline: createBaseline(found),
    problems: [
      ...files.flatMap((file) => [...file.problems, ...judgeFile(file, judge)]),
      ...(baseline === undefined ? found : applyBaseline(found, baseline.value, baseline.file)),
    ],
  }
}

/** Loads the validators of every kind that occurs. */
export async function prepareJudge(
  objects: readonly PlacedObject[],
  options: Pick<ValidateOptions, 'schemas' | 'kubernetesVersion' | 'allowUnknownKinds'>,
): Promise<JudgeOptions> {
  const { schemas, kubernetesVersion, allowUnknownKinds } = options
  const store = openSchemaStore(schemas)
  const paths = objects.flatMap(({ value }) => schemaPathOf(value, store, kubernetesVersion) ?? [])
  const validators = await loadValidators(store, paths, validatorCache(schemas))
  const holds = await loadRules(store, paths)
  return { store, validators, holds, kubernetesVersion, allowUnknownKinds }
}

function countObjects({ documents }: ReadFile): number {
  return documents.reduce((sum, { objects }) => sum + objects.length, 0)
}

function judgeFile({ file, documents, locate }: ReadFile, options: JudgeOptions): Problem[] {
  const special = treeFileKind(file)
  const judge = isWorldFile(file) ? { ...options, isPartial: true } : options
  return documents.flatMap(({ document, objects }) =>
    objects.flatMap((placed) =>
      judgeOne(placed, special ?? kindOf(placed, file), judge).map(
        ({ id, severity, pointer, message, hint }): Problem => {
          const object = objectName(placed.value)
          return {
            id,
            severity,
            where: {
              file,
              index: document.index,
              ...(object !== undefined && { object }),
              pointer,
              ...locate(document.index, pointer),
            },
            message,
            hint,
          }
        },
      ),
    ),
  )
}

/** A ClusterConfig only looks like an object of a cluster: eksctl's rules are its judge. */
function kindOf({ value }: PlacedObject, file: string): TreeFileKind | undefined {
  const { apiVersion, kind } = (value ?? {}) as Partial<Manifest>
  return kind === 'ClusterConfig' && apiVersion === 'eksctl.io/v1alpha5'
    ? clusterFileKind(file)
    : undefined
}

function judgeOne(
  placed: PlacedObject,
  kind: TreeFileKind | undefined,
  judge: JudgeOptions,
): readonly ObjectFinding[] {
  if (kind === undefined) return judgeObject(placed, judge)
  return judgeTreeFile(kind, placed.value as Json).map((finding) => ({
    ...finding,
    severity: 'error',
    pointer: `${placed.pointer}${finding.pointer}`,
  }))
}
