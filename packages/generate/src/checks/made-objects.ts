import { perWorld } from './per-world.ts'
import { member, shape, shapes, text } from './shapes.ts'
import { annotationsOf, type World, type WorldObject } from './world.ts'

/** Keys of a ConfigMap or Secret; undefined where only the cluster knows them. */
type Keys = ReadonlySet<string> | undefined

/** Says whether an object exists, and with which keys. */
export interface KnownObjects {
  readonly has: (kind: string, namespace: string, name: string) => boolean
  readonly keysOf: (kind: string, namespace: string, name: string) => Keys
}

/**
 * What exists for pods to refer to: objects of the tree and of charts, and those that controllers make from them. The
 * control plane itself makes the ServiceAccount `default` and the ConfigMap `kube-root-ca.crt` in every namespace.
 */
export const knownObjects = perWorld((world): KnownObjects => {
  const made = new Map<string, Keys>([
    ['ServiceAccount */default', undefined],
    ['ConfigMap */kube-root-ca.crt', undefined],
    ...madeObjects(world),
  ])
  const places = (kind: string, namespace: string, name: string) => [
    `${kind} ${namespace}/${name}`,
    `${kind} */${name}`,
  ]
  return {
    has: (kind, namespace, name) =>
      places(kind, namespace, name).some((key) => world.get(key) !== undefined || made.has(key)),
    keysOf: (kind, namespace, name) => {
      const [own = ''] = places(kind, namespace, name)
      if (made.has(own)) return made.get(own)
      const object = world.get(own)
      if (object === undefined) return undefined
      const { data, binaryData, stringData } = object.manifest
      const keys = [data, binaryData, stringData].flatMap((part) => Object.keys(shape(part)))
      // A Secret in Git is empty, if it is there at all: something else fills it.
      return kind === 'Secret' && keys.length === 0 ? undefined : new Set(keys)
    },
  }
})

function madeObjects(world: World): (readonly [string, Keys])[] {
  const each = (
    kind: string,
    make: (object: WorldObject) => readonly (readonly [string, Keys])[],
  ) => world.ofKind(kind).flatMap(make)
  const secretOf = (object: WorldObject, name: unknown, keys?: Keys) =>
    text(name) === undefined ? [] : [[`Secret ${object.id.namespace}/${text(name)}`, keys] as const]
  return [
    ...each('external-secrets.io/ExternalSecret', (object) => {
      const spec = shape(object.manifest.spec)
      const { name, creationPolicy, template } = shape(spec.target)
      // Merge and None write into a Secret that somebody else makes.
      if (creationPolicy === 'Merge' || creationPolicy === 'None') return []
      const open = template !== undefined || spec.dataFrom !== undefined
      const keys = shapes(spec.data).flatMap(({ secretKey }) => text(secretKey) ?? [])
      return secretOf(object, text(name) ?? object.id.name, open ? undefined : new Set(keys))
    }),
    ...each('external-secrets.io/ClusterExternalSecret', (object) => {
      const spec = shape(object.manifest.spec)
      const target = text(member(spec, 'externalSecretSpec', 'target', 'name'))
      const name = target ?? text(spec.externalSecretName) ?? object.id.name
      return [[`Secret */${name}`, undefined]]
    }),
    ...each('bitnami.com/SealedSecret', (object) => secretOf(object, object.id.name)),
    ...each('cert-manager.io/Certificate', (object) =>
      secretOf(object, member(object.manifest, 'spec', 'secretName')),
    ),
    ...each('secrets-store.csi.x-k8s.io/SecretProviderClass', (object) =>
      shapes(member(object.manifest, 'spec', 'secretObjects')).flatMap(({ secretName }) =>
        secretOf(object, secretName),
      ),
    ),
    ...each('networking.k8s.io/Ingress', (object) => {
      const issued = Object.keys(annotationsOf(object)).some((key) =>
        /^cert-manager\.io\/(cluster-)?issuer$/.test(key),
      )
      if (!issued) return []
      return shapes(member(object.manifest, 'spec', 'tls')).flatMap(({ secretName }) =>
        secretOf(object, secretName),
      )
    }),
    ...each('trust.cert-manager.io/Bundle', (object) => [
      [`ConfigMap */${object.id.name}`, undefined] as const,
    ]),
  ]
}
