import { createHash } from 'node:crypto'
import type { PlannedFile, Problem } from '@skyctl/core'
import { findUnwritable } from '@skyctl/tree-lib'
import type { Memory } from '../memory/memory.ts'
import type { RuleProfile } from '../projections/world/profile.ts'
import type { Rule, RuleFinding } from './rule.ts'
import { rules } from './rules/index.ts'
import { findProblems } from './run-checks.ts'
import { applySuppressions } from './suppressions.ts'
import { createWorld, type World, type WorldObject, worldOf } from './world.ts'

/**
 * The same problems as `runChecks` over the World of all files, found namespace by namespace where a rule reaches no further: one
 * in which nothing has changed since an earlier run is not looked at again.
 *
 * @param sources Key of the plan that each file comes from, where it has one: it says everything that the file was made from.
 */
export function checkByNamespace(
  files: readonly PlannedFile[],
  profile: RuleProfile,
  sources: ReadonlyMap<PlannedFile, string | undefined> = new Map(),
  memory?: Memory,
  chosen: readonly Rule[] = rules,
): Problem[] {
  const local = chosen.filter(({ reach }) => reach === 'namespace')
  const everywhere = chosen.filter(({ reach }) => reach === 'environment')
  const world = createWorld(files, profile)
  const places = objectsByNamespace(world.objects)
  const shared = places.get('') ?? []
  const sourceOf = cached((file: PlannedFile) =>
    sources.has(file) ? sources.get(file) : contentOf(file),
  )
  const problems = [...places].flatMap(([namespace, own]) => {
    const seen = namespace === '' ? shared : [...shared, ...own]
    const check = () => findProblems(worldOf(seen, profile), local, isAbout(namespace))
    const key = memory && keyOf(namespace, seen, profile, sourceOf)
    return key === undefined || memory === undefined
      ? check()
      : recallOr(memory, key, profile.environment, check)
  })
  return applySuppressions([...problems, ...checkEverywhere(everywhere, world, memory)], world)
}

/** What rules say that look at a whole environment; those of one basis are asked again only where that has changed. */
function checkEverywhere(all: readonly Rule[], world: World, memory?: Memory): readonly Problem[] {
  const byBasis = new Map<Rule['basis'], Rule[]>()
  for (const rule of all) byBasis.set(rule.basis, [...(byBasis.get(rule.basis) ?? []), rule])
  return [...byBasis].flatMap(([basis, some]) => {
    const check = () => findProblems(world, some)
    if (basis === undefined || memory === undefined) return check()
    const { environment, level } = world.profile
    const key = createHash('sha256')
      .update(JSON.stringify(['rules', environment, level, some.map(({ id }) => id)]))
      .update(basis(world))
    return recallOr(memory, key.digest('base64'), environment, check)
  })
}

/** Objects by their namespace; under '' what stands outside every one. */
function objectsByNamespace(
  objects: readonly WorldObject[],
): ReadonlyMap<string, readonly WorldObject[]> {
  const places = new Map<string, WorldObject[]>([['', []]])
  for (const object of objects) {
    const others = places.get(object.id.namespace)
    if (others === undefined) places.set(object.id.namespace, [object])
    else others.push(object)
  }
  return places
}

/** What is shared is judged once, by itself, but for the Namespace: of that its own objects may have something to say. */
function isAbout(namespace: string): (finding: RuleFinding) => boolean {
  return ({ object: { id, key } }) =>
    id.namespace === namespace || (namespace !== '' && key === `Namespace ${namespace}`)
}

/** Says everything that a namespace is judged by; undefined where a file of it does not say what it was made from. */
function keyOf(
  namespace: string,
  objects: readonly WorldObject[],
  profile: RuleProfile,
  sourceOf: (file: PlannedFile) => string | undefined,
): string | undefined {
  const hash = createHash('sha256').update(JSON.stringify(['rules', namespace, profile]))
  let last: string | undefined
  for (const { file } of objects) {
    const source = sourceOf(file)
    if (source === undefined) return undefined
    // A plan says all its files at once, and they follow one another.
    if (source !== last) hash.update(`\n${source}`)
    last = source
  }
  return hash.digest('base64')
}

/** What a file holds, as text; undefined where text cannot tell it from something else. */
function contentOf({ path, origin, body }: PlannedFile): string | undefined {
  return findUnwritable(body) === undefined ? JSON.stringify([path, origin, body]) : undefined
}

/** What every namespace sees is asked for once a namespace. */
function cached<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    if (known.has(key)) return known.get(key) as Value
    const value = compute(key)
    known.set(key, value)
    return value
  }
}

function recallOr(
  memory: Memory,
  key: string,
  scope: string,
  check: () => readonly Problem[],
): readonly Problem[] {
  const recalled = memory.recall(key)
  if (recalled !== undefined) return recalled.value as readonly Problem[]
  const problems = check()
  memory.keep(key, scope, problems)
  return problems
}
