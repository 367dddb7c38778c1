import type { Json, Manifest, Problem } from '@skyctl/core'
import {
  createJudge,
  type JudgeOptions,
  type ObjectFinding,
  openSchemaStore,
  type PlacedObject,
  type PrepareJudge,
} from '@skyctl/schema-lib'
import { judgeManifest } from '../checks/judge-manifest.ts'
import { validatorCache } from '../checks/validator-cache.ts'
import { objectName, type ReadFile } from './read-source.ts'
import {
  clusterFileKind,
  isWorldFile,
  judgeTreeFile,
  type TreeFileKind,
  treeFileKind,
} from './tree-files.ts'

/** What objects are held against. */
export interface Judged {
  /** Folder of the JSON Schemas, absolute. */
  readonly schemas: string
  readonly kubernetesVersion: string
  /** Kinds that no schema states are warnings. */
  readonly allowUnknownKinds: boolean
}

/** A judge of what stands in files. */
export function openJudge({ schemas, kubernetesVersion, allowUnknownKinds }: Judged): PrepareJudge {
  const store = openSchemaStore(schemas)
  return createJudge({
    store,
    cache: validatorCache(schemas),
    kubernetesVersion,
    allowUnknownKinds,
  })
}

/** What was found in some files, each on its own. */
export interface FilesJudgement {
  readonly objects: number
  readonly problems: readonly Problem[]
}

/** Schemas and the API server's rules over files: what needs no other object. */
export async function judgeFiles(
  files: readonly ReadFile[],
  prepare: PrepareJudge,
): Promise<FilesJudgement> {
  const objects = files.flatMap(({ documents }) => documents.flatMap(({ objects: all }) => all))
  const judge = await prepare(objects.map(({ value }) => value))
  return {
    objects: objects.length,
    problems: files.flatMap((file) => [...file.problems, ...judgeFile(file, judge)]),
  }
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
  if (kind === undefined) return judgeManifest(placed, judge)
  return judgeTreeFile(kind, placed.value as Json).map((finding) => ({
    ...finding,
    severity: 'error',
    pointer: `${placed.pointer}${finding.pointer}`,
  }))
}
