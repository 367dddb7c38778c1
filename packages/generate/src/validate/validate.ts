import {
  formatObjectId,
  hasErrors,
  type Json,
  type Manifest,
  objectId,
  type Problem,
  sortProblems,
} from '@skyctl/core'
import {
  createLocator,
  type JudgeOptions,
  judgeObject,
  type Locator,
  loadValidators,
  type ObjectFinding,
  objectsIn,
  openSchemaStore,
  type PlacedObject,
  type ReadDocument,
  readDocuments,
  schemaPathOf,
} from '@skyctl/schema-lib'
import { validatorCache } from '../checks/judge-manifests.ts'
import { collectTexts, type SourceText } from './collect-files.ts'
import { clusterFileKind, judgeTreeFile, type TreeFileKind, treeFileKind } from './tree-files.ts'
import { unownedFiles } from './unowned-files.ts'

export interface ValidateOptions {
  /** Working folder, absolute. */
  readonly folder: string
  /** Files and folders; `-` is standard input. */
  readonly paths: readonly string[]
  /** Where the schemas stand, absolute. */
  readonly schemas: string
  readonly kubernetesVersion: string
  readonly allowUnknownKinds: boolean
}

export interface ValidateResult {
  readonly problems: readonly Problem[]
  /** Objects that were judged. */
  readonly objects: number
}

/** Ids of problems that are no fault of a manifest: the input could not be read, exit code 2. */
const unreadableIds = new Set(['unreadable-path', 'nothing-to-judge'])

export function isUnreadable({ problems }: ValidateResult): boolean {
  return problems.some(({ id }) => unreadableIds.has(id)) && hasErrors(problems)
}

/** Judges any manifests against the schemas of their kinds and the rules of the API server, all problems at once. */
export async function validate(options: ValidateOptions): Promise<ValidateResult> {
  const { texts, problems } = collectTexts(options.folder, options.paths)
  const files = texts.map(readSource)
  const store = openSchemaStore(options.schemas)
  const objects = files.flatMap(({ documents }) => documents.flatMap(({ objects: all }) => all))
  const paths = objects.flatMap(
    ({ value }) => schemaPathOf(value, store, options.kubernetesVersion) ?? [],
  )
  const validators = await loadValidators(store, paths, validatorCache(options.schemas))
  const judge: JudgeOptions = {
    store,
    validators,
    kubernetesVersion: options.kubernetesVersion,
    allowUnknownKinds: options.allowUnknownKinds,
  }
  return {
    objects: objects.length,
    problems: sortProblems([
      ...problems,
      ...files.flatMap((file) => [...file.problems, ...judgeFile(file, judge)]),
      ...unownedFiles(options.folder, options.paths),
    ]),
  }
}

interface ReadFile extends SourceText {
  readonly locator: Locator
  readonly documents: readonly {
    readonly document: ReadDocument
    readonly objects: readonly PlacedObject[]
  }[]
  readonly problems: readonly Problem[]
}

function readSource({ file, text }: SourceText): ReadFile {
  const { documents, faults } = readDocuments(text)
  const locator = createLocator(text)
  return {
    file,
    text,
    locator,
    documents: documents.map((document) => ({ document, objects: objectsIn(document.value) })),
    problems: [
      ...faults.map(
        ({ id, offset, message, hint }): Problem => ({
          id,
          severity: 'error',
          where: { file, ...locator.at(offset) },
          message,
          hint,
        }),
      ),
      ...(documents.length === 0 && faults.length === 0
        ? [
            {
              id: 'empty-file',
              severity: 'error' as const,
              where: { file },
              message: 'it holds no object: nothing was judged',
              hint: 'write an object, or remove the file',
            },
          ]
        : []),
    ],
  }
}

function judgeFile({ file, locator, documents }: ReadFile, judge: JudgeOptions): Problem[] {
  const special = treeFileKind(file)
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
              ...locator.pointer(document.index, pointer),
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

/** Identity text, where the object has one. */
function objectName(value: unknown): string | undefined {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Manifest>
  return typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata?.name === 'string'
    ? formatObjectId(objectId(value as Manifest))
    : undefined
}
