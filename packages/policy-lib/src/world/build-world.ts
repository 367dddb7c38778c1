import type { Problem } from '@skyctl/core'
import { parsePrefix } from '../identities/prefix.ts'
import { namespaceNameLabel } from '../labels/label.ts'
import { get, isRecord, listAt, textsAt } from '../plain-data.ts'
import { type PlacedObject, placeObjects } from './placed-objects.ts'
import { readServices } from './services.ts'
import { type SourceManifest, whereIn } from './source.ts'
import { readWorkload } from './workloads.ts'
import type { CidrGroup, Namespace, PolicyKind, PolicyObject, Workload, World } from './world.ts'

export interface BuildWorldOptions {
  /**
   * Namespace of a namespaced object that names none.
   *
   * @defaultValue default
   */
  readonly defaultNamespace?: string
}

const policyKindsByGroup: Readonly<Record<string, PolicyKind>> = {
  'cilium.io/CiliumNetworkPolicy': 'CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy': 'CiliumClusterwideNetworkPolicy',
  'networking.k8s.io/NetworkPolicy': 'NetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy': 'ClusterNetworkPolicy',
}

/** Everything in the manifests that has a part in a verdict. Kinds that have none are passed over. */
export function buildWorld(
  manifests: readonly SourceManifest[],
  { defaultNamespace = 'default' }: BuildWorldOptions = {},
): World {
  const { objects, problems } = placeObjects(manifests, { defaultNamespace })
  const workloads = objects.flatMap((object) => readWorkload(object) ?? [])
  const policies = objects.flatMap((object) => readPolicy(object) ?? [])
  const groups = objects.filter(
    ({ group, kind }) => group === 'cilium.io' && kind === 'CiliumCIDRGroup',
  )
  return {
    namespaces: readNamespaces(objects, workloads, policies),
    workloads,
    services: readServices(objects),
    cidrGroups: new Map(groups.map((object) => [object.name, readCidrGroup(object)])),
    policies,
    problems: [...problems, ...groups.flatMap(checkCidrGroup), ...objects.flatMap(findUnread)],
  }
}

function readNamespaces(
  objects: readonly PlacedObject[],
  workloads: readonly Workload[],
  policies: readonly PolicyObject[],
): ReadonlyMap<string, Namespace> {
  const declared = objects.filter(({ group, kind }) => group === '' && kind === 'Namespace')
  const all = new Map(
    declared.map(({ name, value }): [string, Namespace] => [
      name,
      {
        name,
        labels: { ...textsAt(value, 'metadata', 'labels'), [namespaceNameLabel]: name },
        isDeclared: true,
      },
    ]),
  )
  for (const { namespace } of [...workloads, ...policies]) {
    if (namespace === '' || all.has(namespace)) continue
    all.set(namespace, {
      name: namespace,
      labels: { [namespaceNameLabel]: namespace },
      isDeclared: false,
    })
  }
  return all
}

function readPolicy(object: PlacedObject): PolicyObject | undefined {
  const kind = policyKindsByGroup[`${object.group}/${object.kind}`]
  if (kind === undefined) return undefined
  const { namespace, name, value, raw, source } = object
  return { kind, id: source.object, namespace, name, value, raw, source }
}

function readCidrGroup({ name, value }: PlacedObject): CidrGroup {
  return {
    name,
    labels: textsAt(value, 'metadata', 'labels'),
    prefixes: (listAt(value, 'spec', 'externalCIDRs') ?? []).flatMap((text) =>
      typeof text === 'string' ? (parsePrefix(text) ?? []) : [],
    ),
  }
}

/** Source: pkg/policy/k8s/cilium_cidr_group.go: the agent passes over a CIDR that it cannot read. */
function checkCidrGroup({ value, source }: PlacedObject): Problem[] {
  return (listAt(value, 'spec', 'externalCIDRs') ?? []).flatMap((text, index): Problem[] =>
    typeof text === 'string' && parsePrefix(text) !== undefined
      ? []
      : [
          {
            id: 'invalid-cidr',
            severity: 'error',
            where: whereIn(source, `/spec/externalCIDRs/${index}`),
            message: `${JSON.stringify(text)} is no CIDR: Cilium passes it over, and the group lacks it`,
            hint: 'write an address and a length, such as 192.0.2.0/24',
          },
        ],
  )
}

/** Objects that decide about traffic, or make pods, and that are not read: what they do is missing from every answer. */
function findUnread(object: PlacedObject): Problem[] {
  const { group, kind, value, source } = object
  const unread = (message: string, hint: string): Problem[] => [
    { id: 'unread-object', severity: 'warning', where: whereIn(source, ''), message, hint },
  ]
  if (group === 'policy.networking.k8s.io' && kind !== 'ClusterNetworkPolicy') {
    return unread(
      `${kind} is not evaluated: Cilium does not read it`,
      'write a ClusterNetworkPolicy, which took its place',
    )
  }
  const template = get(value, 'spec', 'template')
  const makesPods = isRecord(template) && Array.isArray(get(template, 'spec', 'containers'))
  return makesPods && readWorkload(object) === undefined
    ? unread(
        `${kind} of ${group === '' ? 'v1' : group} seems to make pods, and is no kind that is read: its pods are missing from every answer`,
        'add a Pod with the labels of its template to the world',
      )
    : []
}
