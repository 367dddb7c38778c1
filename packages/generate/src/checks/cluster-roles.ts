import type { JsonObject, Manifest } from '@skyctl/core'
import type { World, WorldObject } from './world.ts'

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
export function clusterRoles(world: World): ClusterRoles | undefined {
  const [config] = world.ofKind('eksctl.io/ClusterConfig')
  if (config === undefined) return undefined
  const { iam, secretsEncryption } = config.manifest as ConfigShape
  return {
    config,
    account: roleOrKeyAccount(secretsEncryption?.keyARN),
    roles: (iam?.serviceAccounts ?? []).flatMap(({ metadata, roleName }, index) =>
      roleName === undefined || metadata?.name === undefined
        ? []
        : [
            {
              name: roleName,
              serviceAccount: `ServiceAccount ${metadata.namespace ?? 'default'}/${metadata.name}`,
              pointer: `/iam/serviceAccounts/${index}`,
            },
          ],
    ),
  }
}

interface ConfigShape {
  readonly iam?: {
    readonly serviceAccounts?: readonly {
      readonly metadata?: { readonly name?: string; readonly namespace?: string }
      readonly roleName?: string
    }[]
  }
  readonly secretsEncryption?: { readonly keyARN?: string }
}

function roleOrKeyAccount(arn: string | undefined): string | undefined {
  return arn?.split(':')[4]
}

/** Somewhere that an object names an IAM role. */
export interface RoleMention {
  readonly object: WorldObject
  readonly pointer: string
  readonly account: string
  readonly role: string
}

/** Roles that synced objects name: in annotations of ServiceAccounts, and in the values of charts. */
export function roleMentions(world: World): RoleMention[] {
  return [
    ...world.ofKind('ServiceAccount').flatMap((object) => {
      const arn = object.manifest.metadata.annotations?.[roleAnnotation]
      const pointer = `/metadata/annotations/${roleAnnotation.replaceAll('/', '~1')}`
      return object.synced ? mention(object, pointer, arn) : []
    }),
    ...world
      .ofKind('argoproj.io/Application')
      .flatMap((object) =>
        mentionsIn(object, (object.manifest as Manifest & JsonObject).spec, '/spec'),
      ),
  ]
}

function mentionsIn(object: WorldObject, value: unknown, pointer: string): RoleMention[] {
  if (typeof value === 'string') return mention(object, pointer, value)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    mentionsIn(object, child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

function mention(object: WorldObject, pointer: string, text: string | undefined): RoleMention[] {
  const [, account, role] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/.exec(text ?? '') ?? []
  return account === undefined || role === undefined ? [] : [{ object, pointer, account, role }]
}
