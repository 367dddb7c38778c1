import type { Identity } from '../identities/identity.ts'
import { meets, requirementsText } from '../labels/selector.ts'
import type { Dialect } from '../lower/lower-context.ts'
import { peerText } from '../lower/peer-text.ts'
import type { PolicyEntry, PortProtocol, PortRule } from '../lower/policy-entry.ts'
import { isAtLeast, type Profile } from '../profile/profile.ts'
import {
  addTo,
  type Bitset,
  bitsetOf,
  createBitset,
  forEachMember,
  intersection,
} from './bitset.ts'
import { selectorsOf } from './conflicts.ts'
import { type LabelIndex, labelValue, type Selection } from './label-index.ts'
import { isRedirected, writtenPort } from './merge-claims.ts'
import { namedPortOf, numberedPorts } from './named-ports.ts'
import type { PeerIndex } from './peer-index.ts'
import { allPorts, noPorts, type PortSet, unionPorts } from './port-set.ts'
import type { Value, Values } from './value.ts'

/** What one rule says about some peers. */
export interface Row {
  readonly peers: Selection
  readonly value: Value
  /** Ports of these names are added for each subject. */
  readonly subjectNamed: readonly PortProtocol[]
  /** Of a row for one selector and one port that server names are asked of: it counts as it is merged with others of the same text. */
  readonly claim?: { readonly key: string; readonly rule: PortRule }
  /** For peers by their class alone. */
  readonly isByClass?: true
}

/** An entry with everybody that it speaks of looked up. */
export interface CompiledEntry {
  readonly entry: PolicyEntry
  /** Its place in the order in which Cilium reads rules. */
  readonly order: number
  readonly subjects: Selection
  /** Looked up when first asked for. */
  readonly rows: readonly Row[]
}

export interface CompileContext {
  readonly identities: readonly Identity[]
  readonly labels: LabelIndex
  readonly peers: PeerIndex
  readonly values: Values
  readonly profile: Profile
  readonly dialect: Dialect
  /** The number of a named port in the whole cluster; see `createClusterPorts`. */
  readonly clusterPort: (rule: PortProtocol) => number | undefined
  /** Ports, as written, of which some rule asks for server names: what others say of the same peers is merged with it. */
  readonly serverNamePorts: ReadonlySet<string>
}

export function compileEntries(
  entries: readonly PolicyEntry[],
  context: CompileContext,
): readonly CompiledEntry[] {
  const subjects = createSubjectIndex(context)
  return entries.map((entry, order) => {
    let rows: readonly Row[] | undefined
    return {
      entry,
      order,
      subjects: subjects(entry),
      get rows() {
        rows ??= withClasses(compileRows(entry, context), context.values)
        return rows
      },
    }
  })
}

/**
 * Adds rows for those who are found by their class alone: proxies are told the identities that a selector finds, and know of no classes.
 *
 * Source: pkg/envoy/model.go, GetPortNetworkPolicyRule; pkg/fqdn/dnsproxy/proxy.go, CheckAllowed.
 */
function withClasses(rows: readonly Row[], values: Values): readonly Row[] {
  return rows.flatMap((row): Row[] => {
    const { byClass } = row.peers
    if (byClass === undefined) return [row]
    const { id: _, portName: __, l7, serverNames, ...rest } = row.value
    const value = values.intern({
      ...rest,
      isExact: false,
      isHiddenFromEnvoy: true,
      ...(l7 === undefined ? {} : { l7: l7.type === 'other' ? l7 : { type: l7.type, rules: [] } }),
      ...(serverNames === undefined ? {} : { serverNames: [] }),
    })
    const peers = { certain: byClass, possible: byClass }
    return [row, { peers, value, subjectNamed: row.subjectNamed, isByClass: true }]
  })
}

/** Who is selected: pods, or nodes where the host firewall is on; equal selectors share the result. */
function createSubjectIndex({ identities, labels, profile }: CompileContext) {
  const known = new Map<string, Selection>()
  const size = identities.length
  const enforced = (kind: Identity['enforced']) =>
    bitsetOf(
      size,
      identities.flatMap((identity, at) => (identity.enforced === kind ? [at] : [])),
    )
  const [endpoints, nodes] = [enforced('endpoint'), enforced('node')]
  const find = ({ subject: { requirements, isNode } }: PolicyEntry): Selection => {
    if (!isNode) {
      const found = labels.select(requirements)
      const certain = intersection(found.certain, endpoints)
      const isCertain = found.possible === found.certain
      return { certain, possible: isCertain ? certain : intersection(found.possible, endpoints) }
    }
    const [certain, possible] = [createBitset(size), createBitset(size)]
    if (!profile.hostFirewall) return { certain, possible }
    forEachMember(nodes, (member) => {
      // Labels of nodes stand in no manifest.
      const identity = identities[member]
      const isKnown = requirements.every(
        (one) =>
          one.source === 'reserved' &&
          identity !== undefined &&
          meets(one, labelValue(identity, one)),
      )
      if (isKnown) addTo(certain, member)
      addTo(possible, member)
    })
    return { certain, possible }
  }
  return (entry: PolicyEntry): Selection => {
    const key = `${entry.subject.isNode} ${requirementsText(entry.subject.requirements)}`
    const found = known.get(key) ?? find(entry)
    known.set(key, found)
    return found
  }
}

/** Source: pkg/policy/rule.go, mergeL4Filter. */
function compileRows(entry: PolicyEntry, context: CompileContext): readonly Row[] {
  const { l3, l4 } = entry
  if (l3 === null || (l3.length === 0 && l4.length === 0)) return []
  const peers = l3.length === 0 ? context.peers.everybody : context.peers.selectAny(l3)
  const base = {
    tier: entry.tier,
    priority: entry.priority,
    verdict: entry.verdict,
    isCertain: true,
    ...(entry.authentication === undefined ? {} : { authentication: entry.authentication }),
  }
  if (l4.length === 0) {
    const value = context.values.intern({ ...base, ports: allPorts, isExact: false })
    return [{ peers, value, subjectNamed: [] }]
  }
  return l4.flatMap((rule) => {
    const isMerged = (port: PortProtocol) =>
      entry.verdict === 'allow' && context.serverNamePorts.has(writtenPort(port))
    const merged = rule.ports.filter(isMerged)
    if (merged.length === 0) return compilePortRule(rule, base, peers, entry, context)
    const others = { ...rule, ports: rule.ports.filter((port) => !isMerged(port)) }
    return [
      ...compilePortRule(others, base, peers, entry, context),
      ...merged.flatMap((port) => compileClaims(rule, port, base, entry, context)),
    ]
  })
}

/** Rows of one selector and one port each. */
function compileClaims(
  rule: PortRule,
  port: PortProtocol,
  base: Base,
  entry: PolicyEntry,
  context: CompileContext,
): Row[] {
  return selectorsOf(entry).flatMap((selector) => {
    const key = `${peerText(selector)} ${writtenPort(port)}`
    const peers = context.peers.select(selector)
    const rows = compilePortRule({ ...rule, ports: [port] }, base, peers, entry, context)
    return rows.map((row) => ({ ...row, claim: { key, rule } }))
  })
}

type Base = Omit<Value, 'id' | 'ports' | 'isExact'>

function compilePortRule(
  rule: PortRule,
  base: Base,
  peers: Selection,
  entry: PolicyEntry,
  context: CompileContext,
): Row[] {
  const { intern } = context.values
  const extra: Base = {
    ...base,
    ...(rule.l7 === undefined ? {} : { l7: rule.l7 }),
    ...(rule.serverNames === undefined ? {} : { serverNames: rule.serverNames }),
    ...(isRedirected(rule) ? { isRedirected: true } : {}),
  }
  const rows: Row[] = []
  const add = (ports: PortSet, isExact: boolean, members: Partial<Value> = {}) => {
    if (ports.length > 0) {
      rows.push({
        peers,
        value: intern({ ...extra, ports, isExact, ...members }),
        subjectNamed: [],
      })
    }
  }
  let [exact, wide, hidden]: [PortSet, PortSet, PortSet] = [noPorts, noPorts, noPorts]
  for (const port of rule.ports) {
    if (typeof port.port === 'string') {
      rows.push(...compileNamed({ ...port, port: port.port }, extra, peers, entry, context))
      continue
    }
    const ports = numberedPorts(port, port.port)
    // An end makes port 0 a range, and Envoy is told of none that starts there. Source: pkg/envoy/model.go, GetDirectionNetworkPolicy.
    if (port.port === 0 && port.endPort !== 0) hidden = unionPorts(hidden, ports)
    else if (port.port !== 0 && port.endPort === 0) exact = unionPorts(exact, ports)
    else wide = unionPorts(wide, ports)
  }
  add(exact, true)
  add(wide, false)
  add(hidden, false, { isHiddenFromEnvoy: true })
  return rows
}

/** A named port is that of the subject on ingress, and that of each peer on egress. */
function compileNamed(
  port: PortProtocol & { readonly port: string },
  extra: Base,
  peers: Selection,
  { direction }: PolicyEntry,
  context: CompileContext,
): Row[] {
  const value = (ports: PortSet) =>
    context.values.intern({ ...extra, ports, isExact: true, portName: port.port })
  if (direction === 'ingress') return [{ peers, value: value(noPorts), subjectNamed: [port] }]
  return namedOnPeers(port, peers, context).map(({ whom, ports }) => ({
    peers: whom,
    value: value(ports),
    subjectNamed: [],
  }))
}

/** A named port on egress: since 1.20 that of each peer. */
function namedOnPeers(
  rule: PortProtocol,
  peers: Selection,
  { identities, profile, dialect, clusterPort }: CompileContext,
): { readonly whom: Selection; readonly ports: PortSet }[] {
  if (dialect === 'cilium' && !isAtLeast(profile.ciliumVersion, '1.20')) {
    const number = clusterPort(rule)
    return number === undefined ? [] : [{ whom: peers, ports: numberedPorts(rule, number) }]
  }
  const byNumber = new Map<number, Selection>()
  const sort = (set: Bitset, member: 'certain' | 'possible') =>
    forEachMember(set, (at) => {
      const identity = identities[at]
      const number = identity === undefined ? undefined : namedPortOf(identity, rule)
      if (number === undefined) return
      const selection = byNumber.get(number) ?? {
        certain: createBitset(identities.length),
        possible: createBitset(identities.length),
      }
      byNumber.set(number, selection)
      addTo(selection[member], at)
    })
  sort(peers.certain, 'certain')
  sort(peers.possible, 'possible')
  return [...byNumber].map(([number, whom]) => ({
    whom,
    ports: numberedPorts({ ...rule, endPort: 0 }, number),
  }))
}
