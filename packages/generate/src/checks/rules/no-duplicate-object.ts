import type { Rule } from '../rule.ts'
import type { WorldObject } from '../world.ts'

/**
 * One object has one source. Of two Applications that hold the same object each undoes what the other applied, for as
 * long as both heal themselves; a chart that creates it as well is no different.
 */
export const noDuplicateObject: Rule = {
  id: 'no-duplicate-object',
  reach: 'namespace',
  title: 'One object has one source',
  level: 'baseline',
  severity: 'error',
  reason:
    'Of two Applications that hold the same object each undoes what the other applied, for as long as both heal themselves. A chart that creates what the tree states as well is no different.',
  fix: 'Remove or rename one of the two: the message names both sources.',
  example: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: shop }
data: { color: blue }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: shop }
data: { color: red }
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: shop }
data: { color: blue }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-red, namespace: shop }
data: { color: red }
`,
  },
  check: (world) => {
    const first = new Map<string, WorldObject>()
    return world.objects.flatMap((object) => {
      const other = first.get(object.key)
      if (other === undefined) first.set(object.key, object)
      if (other === undefined || !(object.synced || other.synced)) return []
      const [mine, theirs] = object.synced ? [object, other] : [other, object]
      return [
        {
          object: mine,
          pointer: '',
          message: `${theirs.origin} ${theirs.synced ? 'states' : 'has a chart that creates'} the same object (generated/${theirs.path}): Argo CD would apply both in turn, without end`,
          hint: 'remove or rename one of the two',
        },
      ]
    })
  },
}
