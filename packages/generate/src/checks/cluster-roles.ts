import { pointerToken } from '@skyctl/core'
import { perWorld } from './per-world.ts'
import { shape, shapes, text } from './shapes.ts'
import { annotationPointer, annotationsOf, type World, type WorldObject } from './world.ts'

/** Where a ServiceAccount names the role that it assumes. Source: EKS user guide, IAM roles for service accounts. */
export const roleAnnotation = 'eks.amazonaws.com/role-arn'

/** A role that `cluster.yaml` creates for one ServiceAccount. */
export interface ClusterRole {
  readonly name: string
  /** Identity text of the ServiceAccount that may assume it. */
  readonly serviceAccount: string
  /** JSON pointer of the entry. */
  readonly pointer: string
}

export interface ClusterRoles {
  readonly config: WorldObject
  /** Account of the cluster, as its own ARNs name it; undefined where it has none. */
  readonly account: string | undefined
  readonly roles: readonly ClusterRole[]
}

/** Roles of the World's cluster; undefined where the World has no `cluster.yaml`, and so says nothing of roles. */
export const clusterRoles = perWorld((world): ClusterRoles | undefined => {
  const [config] = world.ofKind('eksctl.io/ClusterConfig')
  if (config === undefined) return undefined
  const { iam, secretsEncryption } = config.manifest
  return {
    config,
    account: text(shape(secretsEncryption).keyARN)?.split(':')[4],
    roles: shapes(shape(iam).serviceAccounts).flatMap(({ metadata, roleName }, index) => {
      const { name, namespace } = shape(metadata)
      const role = text(roleName)
      if (role === undefined || text(name) === undefined) return []
      return [
        {
          name: role,
          serviceAccount: `ServiceAccount ${text(namespace) ?? 'default'}/${text(name)}`,
          pointer: `/iam/serviceAccounts/${index}`,
        },
      ]
    }),
  }
})

/** Somewhere that an object names an IAM role. */
export interface RoleMention {
  readonly object: WorldObject
  readonly pointer: string
  readonly account: string
  readonly role: string
}

/** Roles that synced objects name: in annotations of ServiceAccounts, and in the values of charts. */
export const roleMentions = perWorld((world: World): readonly RoleMention[] => [
  ...world.ofKind('ServiceAccount').flatMap((object) => {
    const arn = annotationsOf(object)[roleAnnotation]
    return object.synced ? mention(object, annotationPointer(roleAnnotation), arn) : []
  }),
  ...world
    .ofKind('argoproj.io/Application')
    .flatMap((object) => mentionsIn(object, object.manifest.spec, '/spec')),
])

function mentionsIn(object: WorldObject, value: unknown, pointer: string): RoleMention[] {
  if (typeof value === 'string') return mention(object, pointer, value)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    mentionsIn(object, child, `${pointer}/${pointerToken(key)}`),
  )
}

function mention(object: WorldObject, pointer: string, arn: string | undefined): RoleMention[] {
  const [, account, role] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/.exec(arn ?? '') ?? []
  return account === undefined || role === undefined ? [] : [{ object, pointer, account, role }]
}
