import { suggestionHint } from '@skyctl/core'
import { type ConfigReference, configReferences } from '../config-references.ts'
import { type KnownObjects, knownObjects } from '../made-objects.ts'
import { syncedPods } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { World, WorldObject } from '../world.ts'

/** What a pod refers to exists: in the tree, in a chart, or made by a controller from an object of either. */
export const knownConfigReference: Rule = {
  id: 'known-config-reference',
  reach: 'namespace',
  title: 'Every ConfigMap, Secret, ServiceAccount and claim that a pod names exists',
  level: 'baseline',
  severity: 'error',
  reason:
    'A pod that names a ConfigMap, Secret, claim or ServiceAccount which is not there is accepted, and then never starts: it waits in ContainerCreating or CreateContainerConfigError, or its workload cannot even create it. A rollout hangs, and after a drain nothing comes back. The same goes for a key that the ConfigMap or Secret does not have.',
  fix: 'In `app.ts`, `files` makes the ConfigMap, `secrets` the ExternalSecret, and the ServiceAccount comes by itself. In an object of your own, name one that the tree holds, the target of an ExternalSecret of the same namespace, or mark the reference `optional: true`. What a chart creates is declared as `chartObjects` of its component.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.0.0
    envFrom:
    - configMapRef: { name: web-config }
`,
    good: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.0.0
    envFrom:
    - configMapRef: { name: web-config }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config, namespace: shop }
data: { color: blue }
`,
  },
  check: (world) => {
    const known = knownObjects(world)
    return syncedPods(world).flatMap((pod) =>
      configReferences(pod).flatMap((reference) =>
        checkReference(world, known, pod.object, reference),
      ),
    )
  },
}

function checkReference(
  world: World,
  known: KnownObjects,
  object: WorldObject,
  { kind, name, key, pointer }: ConfigReference,
): RuleFinding[] {
  const { namespace } = object.id
  if (world.isPending(`${kind} ${namespace}/${name}`)) return []
  if (!known.has(kind, namespace, name)) {
    // An ExternalSecret that waits for a fact will make a Secret, and which one is not known yet.
    if (kind === 'Secret' && world.hasPending('external-secrets.io/ExternalSecret', namespace)) {
      return []
    }
    const others = world.ofKind(kind).filter(({ id }) => id.namespace === namespace)
    return [
      {
        object,
        pointer,
        message: `it names ${kind} ${name}, which namespace ${namespace} does not have: ${outcome[kind]}`,
        hint: `${remedy[kind]} (${suggestionHint(
          name,
          others.map(({ id }) => id.name),
        )})`,
      },
    ]
  }
  const keys = key === undefined ? undefined : known.keysOf(kind, namespace, name)
  if (key === undefined || keys === undefined || keys.has(key)) return []
  return [
    {
      object,
      pointer,
      message: `it names the key '${key}', which ${kind} ${name} does not have: its pods would never start`,
      hint: suggestionHint(key, keys),
    },
  ]
}

const outcome = {
  ConfigMap: 'its pods would never start',
  Secret: 'its pods would never start',
  PersistentVolumeClaim: 'its pods would never be scheduled',
  ServiceAccount: 'its pods could not even be created',
} as const

const remedy = {
  ConfigMap: 'add it to the tree (`files` of the app), or mark the reference optional',
  Secret:
    'add an ExternalSecret that makes it (`secrets` of the app), or mark the reference optional',
  PersistentVolumeClaim: 'add it to the tree, or keep data in a StatefulSet (`storage` of the app)',
  ServiceAccount: 'add it to the tree, or use the one of the app',
} as const
