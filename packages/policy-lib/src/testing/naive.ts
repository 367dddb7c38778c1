/**
 * A second reading of the semantics for property tests, for a part of the language, shared with nothing: no indexes, no lowering, no
 * sets of ports. One flow, one loop over the objects as they were written.
 */

type Any = Readonly<Record<string, unknown>>

interface Flow {
  /** `namespace/name` of a Pod, or `host`, `remote-node`, `world`, or an IPv4 address. */
  readonly from: string
  readonly to: string
  readonly protocol: string
  readonly port: number
}

interface Party {
  readonly labels: ReadonlyMap<string, string>
  readonly namespace: string | undefined
  readonly address: string | undefined
  readonly named: readonly {
    readonly name: string
    readonly port: number
    readonly protocol: string
  }[]
}

const filtered = ['pod-template-hash', 'topology.kubernetes.io/zone']

export function naiveVerdict(objects: readonly Any[], flow: Flow): 'allowed' | 'denied' {
  const [source, target] = [party(objects, flow.from), party(objects, flow.to)]
  const passes =
    side(objects, 'egress', source, target, flow) && side(objects, 'ingress', target, source, flow)
  return passes ? 'allowed' : 'denied'
}

function party(objects: readonly Any[], name: string): Party {
  const labels = new Map<string, string>()
  if (!name.includes('/')) {
    labels.set(`reserved:${/^\d/.test(name) ? 'world' : name}`, '')
    return { labels, namespace: undefined, address: /^\d/.test(name) ? name : undefined, named: [] }
  }
  const [space = '', pod = ''] = name.split('/')
  const found = objects.find((object) => object.kind === 'Pod' && same(object, space, pod)) as Any
  const spaceObject = objects.find(
    (object) => object.kind === 'Namespace' && (object.metadata as Any).name === space,
  )
  for (const [key, value] of Object.entries(((found.metadata as Any).labels ?? {}) as Any)) {
    if (!filtered.includes(key)) labels.set(`k8s:${key}`, String(value))
  }
  const own = ((spaceObject?.metadata as Any | undefined)?.labels ?? {}) as Any
  for (const [key, value] of Object.entries({ ...own, 'kubernetes.io/metadata.name': space })) {
    labels.set(`k8s:io.cilium.k8s.namespace.labels.${key}`, String(value))
  }
  labels.set('k8s:io.kubernetes.pod.namespace', space)
  labels.set('k8s:io.cilium.k8s.policy.cluster', 'default')
  labels.set('k8s:io.cilium.k8s.policy.serviceaccount', 'default')
  const containers = ((found.spec as Any).containers ?? []) as Any[]
  const named = containers.flatMap((container) =>
    ((container.ports ?? []) as Any[]).map((port) => ({
      name: String(port.name),
      port: Number(port.containerPort),
      protocol: String(port.protocol ?? 'TCP'),
    })),
  )
  return { labels, namespace: space, address: undefined, named }
}

function same(object: Any, space: string, name: string): boolean {
  const metadata = object.metadata as Any
  return metadata.namespace === space && metadata.name === name
}

function side(
  objects: readonly Any[],
  direction: 'ingress' | 'egress',
  subject: Party,
  peer: Party,
  flow: Flow,
): boolean {
  if (subject.namespace === undefined) return true
  let [selected, denies, allowed, denied] = [false, false, false, false]
  for (const object of objects) {
    const space = (object.metadata as Any).namespace as string | undefined
    if (object.kind !== 'CiliumNetworkPolicy' && object.kind !== 'CiliumClusterwideNetworkPolicy')
      continue
    const isWide = object.kind === 'CiliumClusterwideNetworkPolicy'
    if (!isWide && space !== subject.namespace) continue
    const spec = object.spec as Any
    if (!matches(spec.endpointSelector as Any, subject)) continue
    for (const isDeny of [false, true]) {
      const items = (spec[isDeny ? `${direction}Deny` : direction] ?? []) as Any[]
      for (const item of items) {
        selected = true
        if ((spec.enableDefaultDeny as Any | undefined)?.[direction] !== false) denies = true
        if (!itemMatches(item, direction, isWide ? undefined : space, subject, peer, flow)) continue
        if (isDeny) denied = true
        else allowed = true
      }
    }
  }
  if (denied) return false
  if (allowed || !selected || !denies) return true
  return direction === 'ingress' && peer.labels.has('reserved:host')
}

function itemMatches(
  item: Any,
  direction: 'ingress' | 'egress',
  space: string | undefined,
  subject: Party,
  peer: Party,
  flow: Flow,
): boolean {
  const prefix = direction === 'ingress' ? 'from' : 'to'
  const portRules = (item.toPorts ?? []) as Any[]
  const peers = ['Endpoints', 'Entities', 'CIDR'].flatMap((kind) => {
    const list = item[`${prefix}${kind}`] as unknown[] | undefined
    return list === undefined ? [] : [{ kind, list }]
  })
  const [first] = peers
  const isPeer =
    first === undefined
      ? portRules.length > 0
      : first.list.some((one) => peerMatches(first.kind, one, space, peer))
  if (!isPeer) return false
  if (portRules.length === 0) return true
  return portRules.some((rule) =>
    ((rule.ports ?? []) as Any[]).some((port) =>
      portMatches(port, direction === 'ingress' ? subject : peer, direction, flow),
    ),
  )
}

function peerMatches(kind: string, one: unknown, space: string | undefined, peer: Party): boolean {
  if (kind === 'Entities') {
    if (one === 'all') return true
    if (one === 'cluster') {
      return (
        peer.labels.has('reserved:host') ||
        peer.labels.has('reserved:remote-node') ||
        peer.namespace !== undefined
      )
    }
    return peer.labels.has(`reserved:${String(one)}`)
  }
  if (kind === 'CIDR') {
    if (!peer.labels.has('reserved:world')) return false
    const [network = '', length = '32'] = String(one).split('/')
    if (length === '0') return true
    if (peer.address === undefined) return false
    const size = 2 ** (32 - Number(length))
    return Math.floor(numberOf(network) / size) === Math.floor(numberOf(peer.address) / size)
  }
  const keys = keysOf(one as Any)
  const namesSpace = keys.some((key) => key.endsWith('io.kubernetes.pod.namespace'))
  const namesLabels = keys.some((key) => key.includes('io.cilium.k8s.namespace.labels.'))
  if (
    space === undefined
      ? !namesSpace && peer.namespace === undefined
      : !namesSpace && !namesLabels && peer.namespace !== space
  )
    return false
  // The local cluster: whoever has no label of it is not in there.
  return peer.namespace !== undefined && matches(one as Any, peer)
}

function numberOf(address: string): number {
  return address.split('.').reduce((all, octet) => all * 256 + Number(octet), 0)
}

function keysOf(selector: Any): string[] {
  const expressions = (selector.matchExpressions ?? []) as Any[]
  return [
    ...Object.keys((selector.matchLabels ?? {}) as Any),
    ...expressions.map(({ key }) => String(key)),
  ]
}

function matches(selector: Any, { labels }: Party): boolean {
  const valueAt = (key: string) => {
    const colon = key.indexOf(':')
    if (colon >= 0 && key.slice(0, colon) !== 'any') return labels.get(key)
    const bare = key.slice(colon + 1)
    return labels.get(`k8s:${bare}`) ?? labels.get(`reserved:${bare}`)
  }
  const fits = Object.entries((selector.matchLabels ?? {}) as Any).every(
    ([key, value]) => valueAt(key) === value,
  )
  return (
    fits &&
    ((selector.matchExpressions ?? []) as Any[]).every(({ key, operator, values }) => {
      const value = valueAt(String(key))
      const isListed = value !== undefined && ((values ?? []) as unknown[]).includes(value)
      if (operator === 'In') return isListed
      if (operator === 'NotIn') return !isListed
      return (operator === 'Exists') === (value !== undefined)
    })
  )
}

function portMatches(
  port: Any,
  owner: Party,
  direction: string,
  { protocol, port: number }: Flow,
): boolean {
  if (!['TCP', 'UDP', 'SCTP'].includes(protocol)) return false
  const written = String(port.protocol ?? 'ANY')
  if (written !== 'ANY' && written !== protocol) return false
  const text = String(port.port)
  const end = Number(port.endPort ?? 0)
  if (text === '0') return true
  if (/^\d+$/.test(text)) return number >= Number(text) && number <= Math.max(end, Number(text))
  const named = owner.named.find((one) => one.name === text && one.protocol === protocol)
  if (named === undefined) return false
  return (
    number >= named.port &&
    number <= (direction === 'ingress' ? Math.max(end, named.port) : named.port)
  )
}
