import type { Json, JsonObject } from '@skyctl/core'
import type { Query } from '@skyctl/policy-lib'
import type { Question } from '../cilium-judge.ts'

/** What is still wrong with each question; undefined where nothing is. */
export type FindWrong = (questions: readonly Question[]) => readonly (string | undefined)[]

/**
 * The smallest question of one query that is still answered differently: objects are left out, then the profile and the request, then members
 * and items, as long as the same is wrong.
 */
export function shrink(question: Question, query: Query, wrong: string, find: FindWrong): Question {
  const start: Question = { ...question, queries: [query] }
  return [withoutObjects, withoutMembers].reduce(
    (smallest, make) => shrinkBy(make, smallest, wrong, find),
    start,
  )
}

/** What is left once nothing that `make` makes of it is wrong in the same way. */
export function shrinkBy<T>(
  make: (value: T) => readonly T[],
  start: T,
  wrong: string,
  find: (values: readonly T[]) => readonly (string | undefined)[],
): T {
  let smallest = start
  for (;;) {
    const candidates = make(smallest)
    const at = find(candidates).indexOf(wrong)
    if (at < 0) return smallest
    smallest = candidates[at] ?? smallest
  }
}

function withoutObjects(question: Question): Question[] {
  const { world, profile, queries } = question
  const [query] = queries
  const profiles = Object.keys(profile ?? {}).map((key) => {
    const rest = Object.fromEntries(Object.entries(profile ?? {}).filter(([name]) => name !== key))
    return { ...question, profile: rest }
  })
  const { http: _, dns: __, ...plain } = query as Query
  const isPlain = query?.http === undefined && query?.dns === undefined
  return [
    // Without its Namespace what a pod is cannot be said any more: that would be another difference.
    ...world.flatMap((object, index) =>
      (object as JsonObject).kind === 'Namespace'
        ? []
        : [{ ...question, world: world.toSpliced(index, 1) }],
    ),
    ...profiles,
    ...(isPlain ? [] : [{ ...question, queries: [plain] }]),
  ]
}

function withoutMembers(question: Question): Question[] {
  const { world } = question
  return world.flatMap((object, index) =>
    smallerJson(object).map((value) => ({ ...question, world: world.with(index, value) })),
  )
}

/** Every value that one member or item less makes; what names an object stays. */
function smallerJson(value: Json, path = ''): Json[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => [
      value.toSpliced(index, 1) as Json,
      ...smallerJson(item, `${path}/*`).map((less) => value.with(index, less) as Json),
    ])
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const at = `${path}/${key}`
    const kept = ['/apiVersion', '/kind', '/metadata', '/metadata/name', '/metadata/namespace']
    const { [key]: _, ...rest } = value as JsonObject
    return [
      ...(kept.includes(at) ? [] : [rest as Json]),
      ...smallerJson(member as Json, at).map((less) => ({ ...value, [key]: less }) as Json),
    ]
  })
}
