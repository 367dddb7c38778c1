import { type PlannedFile, sortProblems } from '@skyctl/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Memory } from '../memory/memory.ts'
import { yamlWorld } from '../testing/yaml-world.ts'
import { checkByNamespace } from './check-by-namespace.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/index.ts'
import { runChecks } from './run-checks.ts'
import { createWorld } from './world.ts'

const { profile } = yamlWorld('', { profile: { mandatoryTags: ['cost-center'] } })

/** Every object of every example of the rules, as a file. */
const objects: readonly PlannedFile[] = rules.flatMap(({ id, example }) =>
  [example.bad, example.good].flatMap((text, index) =>
    yamlWorld(text).objects.map(({ manifest, path }, number) => ({
      path: manifest.kind === 'ClusterConfig' ? path : `live/apps/${id}/${index}-${number}.yaml`,
      owner: id,
      origin: `apps/${id}/app.ts`,
      body:
        manifest.kind === 'ClusterConfig'
          ? { kind: 'document' as const, value: manifest }
          : { kind: 'manifest' as const, manifest },
    })),
  ),
)

/** Some of them, in one of three namespaces, in none, or where they were; some are what charts run. */
const worlds = fc
  .array(
    fc.tuple(
      fc.constantFrom(...objects),
      fc.constantFrom('as it is', 'a', 'b', 'none'),
      fc.boolean(),
    ),
    { maxLength: 40 },
  )
  .map((chosen) =>
    chosen.map(([file, namespace, isChart], index): PlannedFile => {
      const { body, path } = file
      if (body.kind !== 'manifest') return file
      const { namespace: given, ...metadata } = body.manifest.metadata ?? {}
      const isClusterScoped = given === undefined
      const own =
        namespace === 'none' || isClusterScoped
          ? {}
          : { namespace: namespace === 'as it is' ? given : namespace }
      const name =
        isClusterScoped && body.manifest.kind === 'Namespace' && namespace !== 'none'
          ? { name: namespace === 'as it is' ? metadata.name : namespace }
          : {}
      const manifest = { ...body.manifest, metadata: { ...metadata, ...own, ...name } }
      return {
        ...file,
        path: `${path.replace('/apps/', isChart ? '/world/' : '/apps/')}/${index}`,
        body: { kind: 'manifest', manifest },
      }
    }),
  )

it('finds in every World what rules find that see it at once, whatever it remembers of others', () => {
  const memory = memoryOf()
  fc.assert(
    fc.property(worlds, (files) => {
      const found = sortProblems(runChecks(createWorld(files, profile)))
      expect(sortProblems(checkByNamespace(files, profile))).toEqual(found)
      expect(sortProblems(checkByNamespace(files, profile, new Map(), memory))).toEqual(found)
    }),
    { numRuns: 300 },
  )
})

function memoryOf(): Memory {
  const known = new Map<string, unknown>()
  return {
    recall: (key) => (known.has(key) ? { value: known.get(key), text: () => '' } : undefined),
    keep: (key, _, value) => known.set(key, value),
  }
}

const object = (name: string, namespace?: string): PlannedFile => ({
  path: `live/apps/${name}/x.yaml`,
  owner: name,
  origin: `apps/${name}/app.ts`,
  body: {
    kind: 'manifest',
    manifest: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, ...(namespace && { namespace }) },
    },
  },
})

/** Checks files, and says what a local rule was shown, as the names of the objects. */
function look(files: readonly PlannedFile[], memory: Memory, level: 'strict' | 'baseline') {
  const shown: string[] = []
  const rule = {
    ...rules[0],
    id: 'look',
    reach: 'namespace',
    check: ({ objects }) => {
      shown.push(objects.map(({ id }) => id.name).join(' '))
      return objects.map((one) => ({ object: one, pointer: '', message: 'seen', hint: '' }))
    },
  } as Rule
  const found = checkByNamespace(files, { ...profile, level }, new Map(), memory, [rule])
  return { shown, found: found.map(({ where }) => where.object) }
}

it('looks again only where an object has changed, at all where one of no namespace has', () => {
  const memory = memoryOf()
  const files = [object('crd'), object('x', 'a'), object('y', 'b')]
  const all = ['ConfigMap a/x', 'ConfigMap b/y', 'ConfigMap crd']
  const first = look(files, memory, 'strict')
  expect(first.shown).toEqual(['crd', 'crd x', 'crd y'])
  expect(first.found.sort()).toEqual(all)
  const again = look(files, memory, 'strict')
  expect(again.shown).toEqual([])
  expect(again.found.sort()).toEqual(all)
  expect(look([...files, object('z', 'b')], memory, 'strict').shown).toEqual(['crd y z'])
  expect(look([object('other'), ...files.slice(1)], memory, 'strict').shown).toEqual([
    'other',
    'other x',
    'other y',
  ])
  expect(look(files, memory, 'baseline').shown).toEqual(['crd', 'crd x', 'crd y'])
})

it('asks a rule with a basis again only where that has changed', () => {
  const memory = memoryOf()
  let asked = 0
  const rule = {
    ...rules[0],
    id: 'look',
    reach: 'environment',
    basis: ({ objects }) => objects.map(({ key }) => key).join(' '),
    check: () => {
      asked++
      return []
    },
  } as Rule
  const check = (...names: readonly string[]) => {
    const files = names.map((name) => object(name, 'a'))
    checkByNamespace(files, profile, new Map(), memory, [rule])
    return asked
  }
  expect([check('x'), check('x'), check('x', 'y'), check('x')]).toEqual([1, 1, 2, 2])
})
