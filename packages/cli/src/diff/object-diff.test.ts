import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffObjects } from './object-diff.ts'
import type { TreeObject } from './tree-objects.ts'

const anyObject = fc
  .record({
    owner: fc.constantFrom('apps/web', 'apps/api', 'platform/cilium'),
    name: fc.constantFrom('web', 'api', 'web-cache', 'db'),
    kind: fc.constantFrom('Service', 'apps/Deployment', 'PersistentVolumeClaim'),
    replicas: fc.nat({ max: 2 }),
    file: fc.constantFrom('a', 'b'),
  })
  .map(
    ({ owner, name, kind, replicas, file }): TreeObject => ({
      id: `${kind} shop/${name}`,
      owner,
      file: `generated/live/${owner}/${file}.yaml`,
      value: { metadata: { name }, spec: { replicas } },
    }),
  )
const anyObjects = fc.uniqueArray(anyObject, { selector: ({ id }) => id, maxLength: 8 })

const mapOf = (objects: readonly TreeObject[]) =>
  new Map(objects.map((object) => [object.id, object]))

/** Identity texts that are gone, that came, and that changed, renamed ones included. */
function summary(base: readonly TreeObject[], head: readonly TreeObject[]) {
  const { removed, added, changed, renamed, moved } = diffObjects(mapOf(base), mapOf(head))
  const pairs = renamed.flatMap((one) => one.pairs)
  return {
    gone: [...removed.map(({ object }) => object.id), ...pairs.map(([from]) => from)].sort(),
    came: [...added.map(({ id }) => id), ...pairs.map(([, to]) => to)].sort(),
    changed: changed.map(({ id }) => id).sort(),
    moved,
  }
}

describe('diffObjects', () => {
  it('finds nothing between a tree and itself, in whatever order it is read', () => {
    fc.assert(
      fc.property(anyObjects, (objects) => {
        expect(summary(objects, [...objects].reverse())).toEqual({
          gone: [],
          came: [],
          changed: [],
          moved: 0,
        })
      }),
    )
  })

  it('says the mirror image where the sides are swapped', () => {
    fc.assert(
      fc.property(anyObjects, anyObjects, (base, head) => {
        const [there, back] = [summary(base, head), summary(head, base)]
        expect(back).toEqual({ ...there, gone: there.came, came: there.gone })
      }),
    )
  })

  it('names every object that only one side has exactly once', () => {
    fc.assert(
      fc.property(anyObjects, anyObjects, (base, head) => {
        const [old, own] = [mapOf(base), mapOf(head)]
        const { gone, came } = summary(base, head)
        expect(gone).toEqual([...old.keys()].filter((id) => !own.has(id)).sort())
        expect(came).toEqual([...own.keys()].filter((id) => !old.has(id)).sort())
      }),
    )
  })
})
