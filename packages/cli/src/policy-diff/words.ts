import { formatPorts, type PortSet, type Restriction } from '@skyctl/policy-lib'
import { isOnTheInternet, sayOutside } from './outside.ts'

/** Everybody that a diff speaks of, so that sets of them can be said in a few words. */
export interface Crowd {
  /** Names as policy-lib gives them: `Deployment shop/web`, `world`. */
  readonly workloads: ReadonlySet<string>
  readonly byNamespace: ReadonlyMap<string, ReadonlySet<string>>
  /** What it has of the internet: all that policies name of it, and what they do not. */
  readonly internet: ReadonlySet<string>
}

export function crowdOf(names: readonly string[]): Crowd {
  const workloads = new Set(names.filter(isWorkload))
  const byNamespace = new Map<string, Set<string>>()
  for (const name of workloads) {
    const namespace = namespaceOf(name)
    const known = byNamespace.get(namespace)
    if (known === undefined) byNamespace.set(namespace, new Set([name]))
    else known.add(name)
  }
  return { workloads, byNamespace, internet: new Set(names.filter(isOnTheInternet)) }
}

const shown = 5

/** `shop/web and shop/api`, `every workload of shop`, `12 workloads of 3 namespaces and the world`. */
export function sayNames(names: readonly string[], crowd: Crowd): string {
  const workloads = names.filter(isWorkload)
  const others = sayOutside(
    names.filter((name) => !isWorkload(name)),
    crowd.internet,
  )
  return list([...sayWorkloads(workloads, crowd), ...shorten(others)])
}

function sayWorkloads(names: readonly string[], { workloads, byNamespace }: Crowd): string[] {
  if (names.length > 2 && names.length === workloads.size) return ['every workload']
  const namespaces = [...new Set(names.map(namespaceOf))].sort()
  const whole = namespaces.filter((namespace) => {
    const all = byNamespace.get(namespace)
    return (
      all !== undefined && all.size > 2 && names.filter((name) => all.has(name)).length === all.size
    )
  })
  const rest = names.filter((name) => !whole.includes(namespaceOf(name))).map(withoutKind)
  const said =
    whole.length > shown
      ? [`every workload of ${whole.length} namespaces`]
      : whole.map((one) => `every workload of ${one}`)
  if (rest.length <= shown) return [...said, ...rest.sort()]
  const places = new Set(rest.map((path) => path.split('/')[0]))
  return [
    ...said,
    `${rest.length} workloads of ${places.size === 1 ? [...places][0] : `${places.size} namespaces`}`,
  ]
}

function shorten(names: readonly string[]): string[] {
  return names.length <= shown
    ? [...names]
    : [...names.slice(0, shown - 1), `${names.length - shown + 1} more addresses and names`]
}

/** `a, b and c`. */
export function list(parts: readonly string[]): string {
  return parts.length < 2
    ? (parts[0] ?? '')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

export function isWorkload(name: string): boolean {
  return / \S+\/\S+$/.test(name)
}

export function namespaceOf(name: string): string {
  return withoutKind(name).split('/')[0] ?? ''
}

function withoutKind(name: string): string {
  return name.slice(name.indexOf(' ') + 1)
}

/** `tcp/8080 and udp/53`, `every port`. */
export function sayPorts(ports: PortSet): string {
  const text = formatPorts(ports)
  if (text === 'every protocol') return 'every port'
  return list(
    text.split(', ').map((one) => {
      const [protocol = '', number] = one.split(' ')
      const name = protocol.toLowerCase()
      return number === undefined ? `every ${name} port` : `${name}/${number}`
    }),
  )
}

/** `GET /a and POST /b`, `queries for *.example.com`; `everything` where nothing restricts. */
export function sayRules(restrictions: readonly Restriction[]): string {
  if (restrictions.length === 0) return 'everything'
  return list(restrictions.flatMap(sayRestriction))
}

function sayRestriction(restriction: Restriction): string[] {
  switch (restriction.type) {
    case 'http':
      return restriction.rules.map(({ method, path, host, headers, headerMatches }) =>
        [
          method ?? (path === undefined && host === undefined ? 'requests' : ''),
          path ?? '',
          host === undefined ? '' : `to ${host}`,
          (headers ?? headerMatches) === undefined ? '' : 'with certain headers',
        ]
          .filter((part) => part !== '')
          .join(' '),
      )
    case 'dns':
      return restriction.rules.map(
        ({ matchName, matchPattern }) => `queries for ${matchName ?? matchPattern}`,
      )
    case 'tls':
      return restriction.rules.map((name) => `TLS for ${name}`)
    case 'other':
      return restriction.rules.map((parser) => `what ${parser} lets through`)
  }
}
