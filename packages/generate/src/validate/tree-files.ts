import type { Json, JsonObject, Problem } from '@skyctl/core'
import { validateClusterConfig } from '@skyctl/eks-lib'
import { z } from 'zod'

/** What the judge of one kind of file says, at a pointer inside its document. */
export interface TreeFinding {
  readonly id: string
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

/** Files of a tree that are no manifests, by their place in it. */
export type TreeFileKind = 'cluster' | 'bootstrap-cluster' | 'chart-values' | 'profile'

/** What a file of `generated/` is, where its place says so; undefined for manifests. */
export function treeFileKind(file: string): TreeFileKind | undefined {
  const [, path = ''] = /(?:^|\/)generated\/[^/]+\/(.+)$/.exec(file) ?? []
  if (path === 'world/profile.yaml') return 'profile'
  if (/^cluster\/values\.[^/]+\.yaml$/.test(path)) return 'chart-values'
  return undefined
}

/** What charts will run, as far as it is declared. */
export function isWorldFile(file: string): boolean {
  return /(?:^|\/)generated\/[^/]+\/world\//.test(file)
}

/** A ClusterConfig is judged as eksctl judges it, wherever it stands; its name says which command reads it. */
export function clusterFileKind(file: string): TreeFileKind {
  return /(?:^|\/)cluster\.bootstrap\.yaml$/.test(file) ? 'bootstrap-cluster' : 'cluster'
}

const text = z.string().min(1)

/** `world/profile.yaml`: what rules and the evaluation of policies must know of an environment. */
const profileSchema = z.strictObject({
  cilium: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  guardrails: z.strictObject({
    environment: text,
    level: z.enum(['baseline', 'strict']),
    kubernetesVersion: text,
    region: text,
    mandatoryTags: z.array(text),
    pending: z.array(text),
    suppressions: z.array(
      z.strictObject({ rule: text, object: text, reason: text, expires: z.iso.date() }),
    ),
  }),
})

export function judgeTreeFile(kind: TreeFileKind, value: Json): TreeFinding[] {
  switch (kind) {
    case 'profile':
      return judgeProfile(value)
    case 'chart-values':
      return isMap(value)
        ? []
        : [
            {
              id: 'wrong-type',
              pointer: '',
              message: 'values of a chart are a map',
              hint: 'run `npm run generate`: the file is written by it alone',
            },
          ]
    default:
      return judgeCluster(kind, value)
  }
}

function judgeProfile(value: Json): TreeFinding[] {
  const parsed = profileSchema.safeParse(value)
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        id: 'invalid-profile',
        pointer: issue.path.map((part) => `/${String(part)}`).join(''),
        message: `the profile of the environment is not what rules can read: ${issue.message}`,
        hint: 'run `npm run generate`: the file is written by it alone',
      }))
}

function judgeCluster(kind: TreeFileKind, value: Json): TreeFinding[] {
  if (!isMap(value)) return []
  const phase = kind === 'bootstrap-cluster' ? 'bootstrap' : 'full'
  return validateClusterConfig(value, { phase }).map(
    ({ id, where, message, hint }: Problem): TreeFinding => ({
      id,
      pointer: where.pointer ?? '',
      message,
      hint,
    }),
  )
}

function isMap(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
