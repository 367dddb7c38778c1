import { suggestionHint } from '@skyctl/core'
import { perWorld } from '../per-world.ts'
import { knownPods } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { member, shapes, text } from '../shapes.ts'
import { annotationsOf, type World, type WorldObject } from '../world.ts'

const defaultAnnotation = 'storageclass.kubernetes.io/is-default-class'

/**
 * A claim names a StorageClass that exists, or there is a default one. A World without any StorageClass says nothing of
 * them: they come with the cluster, and nothing is held against it.
 */
export const knownStorageClass: Rule = {
  id: 'known-storage-class',
  reach: 'namespace',
  title: 'Every claim names a StorageClass that exists',
  level: 'baseline',
  severity: 'error',
  reason:
    'A claim whose class does not exist waits for ever, and its pod with it; so does one that names none where no class is the default. EKS creates a class `gp2` that is no default any more and encrypts nothing: what is meant should be in the tree. A tree without any StorageClass says nothing of them, and is not judged.',
  fix: 'Leave `storageClass` out of the `storage` of an app, which then is the encrypted default, or name a class that a component of the platform makes.',
  example: {
    bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec:
  storageClassName: gp3-encryptd
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: gp3-encrypted }
provisioner: ebs.csi.aws.com
`,
    good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec:
  storageClassName: gp3-encrypted
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: gp3-encrypted }
provisioner: ebs.csi.aws.com
`,
  },
  check: (world) => {
    const classes = world.ofKind('storage.k8s.io/StorageClass')
    if (classes.length === 0) return []
    const hasDefault = classes.some((one) => annotationsOf(one)[defaultAnnotation] === 'true')
    const known = classNames(world)
    return claimsOf(world).flatMap(({ object, pointer, spec }): RuleFinding[] => {
      const name = text(spec.storageClassName)
      // An empty name asks for a volume that somebody made by hand.
      if (name === '' || (name === undefined && hasDefault)) return []
      if (name === undefined) {
        return [
          {
            object,
            pointer,
            message:
              'its claim names no StorageClass and none is the default: it would wait for ever',
            hint: `set storageClassName, or annotate one class ${defaultAnnotation}: "true"`,
          },
        ]
      }
      if (known.has(name) || world.isPending(`storage.k8s.io/StorageClass ${name}`)) return []
      return [
        {
          object,
          pointer: `${pointer}/storageClassName`,
          message: `its claim names StorageClass ${name}, which the tree does not have: it would wait for ever`,
          hint: suggestionHint(name, known),
        },
      ]
    })
  },
}

/** Classes, and names that volumes made by hand answer to. */
const classNames = perWorld(
  (world): ReadonlySet<string> =>
    new Set([
      ...world.ofKind('storage.k8s.io/StorageClass').map(({ id }) => id.name),
      ...world
        .ofKind('PersistentVolume')
        .flatMap(({ manifest }) => text(member(manifest, 'spec', 'storageClassName')) ?? []),
    ]),
)

interface Claim {
  readonly object: WorldObject
  /** JSON pointer of its spec. */
  readonly pointer: string
  readonly spec: Readonly<Record<string, unknown>>
}

/** Claims that stand alone, those of StatefulSets, and those that live with a pod. */
function claimsOf(world: World): Claim[] {
  const within = (object: WorldObject, list: unknown, pointer: string, path: readonly string[]) =>
    shapes(list).flatMap((holder, index) => {
      const spec = member(holder, ...path)
      if (spec === undefined) return []
      const at = [pointer, index, ...path].join('/')
      return shapes([spec]).map((one) => ({ object, pointer: at, spec: one }))
    })
  return [
    ...world
      .ofKind('PersistentVolumeClaim')
      .filter(({ synced }) => synced)
      .flatMap((object) =>
        shapes([object.manifest.spec]).map((spec) => ({ object, pointer: '/spec', spec })),
      ),
    ...knownPods(world).flatMap(({ object, pointer, spec }) =>
      object.synced
        ? [
            ...within(
              object,
              member(object.manifest, 'spec', 'volumeClaimTemplates'),
              '/spec/volumeClaimTemplates',
              ['spec'],
            ),
            ...within(object, spec.volumes, `${pointer}/volumes`, [
              'ephemeral',
              'volumeClaimTemplate',
              'spec',
            ]),
          ]
        : [],
    ),
  ]
}
