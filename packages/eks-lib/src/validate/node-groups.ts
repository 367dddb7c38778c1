import type { Json, JsonObject } from '@skyctl/core'
import { isObject, items, pointer, text } from './plain-data.ts'

export interface NodeGroup {
  readonly kind: 'nodeGroups' | 'managedNodeGroups'
  readonly managed: boolean
  readonly group: JsonObject
  readonly pointer: string
  /** Its name, or its place where it has none. */
  readonly label: string
}

/** The node groups of both kinds, self-managed ones first: the order in which eksctl validates them. */
export function nodeGroups(config: Json): readonly NodeGroup[] {
  return (['nodeGroups', 'managedNodeGroups'] as const).flatMap((kind) =>
    items(config, kind).flatMap((group, index) =>
      isObject(group)
        ? [
            {
              kind,
              managed: kind === 'managedNodeGroups',
              group,
              pointer: pointer(kind, index),
              label: text(group, 'name') ?? `${kind}[${index}]`,
            },
          ]
        : [],
    ),
  )
}

/** The groups of one kind. Several rules of eksctl hold for one kind only. */
export function managedNodeGroups(config: Json): readonly NodeGroup[] {
  return nodeGroups(config).filter(({ managed }) => managed)
}

export function selfManagedNodeGroups(config: Json): readonly NodeGroup[] {
  return nodeGroups(config).filter(({ managed }) => !managed)
}
