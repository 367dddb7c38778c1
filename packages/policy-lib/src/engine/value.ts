import { isAnyName } from '../fqdn/match-pattern.ts'
import type { Authentication, HttpRule, L7Rules, Verdict } from '../lower/policy-entry.ts'
import { canonicalJson } from '../plain-data.ts'
import type { PortSet } from './port-set.ts'

/** What one row of a policy says about traffic with its peers. Rows that say the same share it. */
export interface Value {
  readonly id: number
  readonly tier: number
  readonly priority: number
  readonly verdict: Verdict
  readonly ports: PortSet
  /** Only single ports, which a DNS rule of the same port is merged with; false for ranges and for every port. */
  readonly isExact: boolean
  /** Of ports by name: a name is another port than the number that it stands for. */
  readonly portName?: string
  /** Envoy is not told of it, so that it lifts no rule of layer 7. */
  readonly isHiddenFromEnvoy?: true
  /** A proxy gets it, and with it what else is for the same peers and ports. */
  readonly isRedirected?: true
  readonly l7?: L7Rules
  readonly serverNames?: readonly string[]
  readonly authentication?: Authentication
  /** False where the manifests cannot tell whether the row is for these peers. */
  readonly isCertain: boolean
}

export interface Values {
  readonly intern: (value: Omit<Value, 'id'>) => Value
  readonly uncertain: (value: Value) => Value
  readonly get: (id: number) => Value
}

export function createValues(): Values {
  const all: Value[] = []
  const byKey = new Map<string, Value>()
  const intern = (value: Omit<Value, 'id'>): Value => {
    const key = textOf(value)
    const known = byKey.get(key)
    if (known !== undefined) return known
    const made = { ...value, id: all.length }
    all.push(made)
    byKey.set(key, made)
    return made
  }
  return {
    intern,
    uncertain: (value) => {
      if (!value.isCertain) return value
      const { id: _, ...rest } = value
      return intern({ ...rest, isCertain: false })
    },
    get: (id) => {
      const value = all[id]
      if (value === undefined) throw new Error(`no value ${id}`)
      return value
    },
  }
}

function textOf(value: Omit<Value, 'id'>): string {
  const { tier, priority, verdict, ports, isExact, isCertain, authentication, portName } = value
  const plain = `${tier} ${priority} ${verdict} ${ports.join()} ${isExact} ${isCertain}`
  const isBare =
    value.l7 === undefined && value.serverNames === undefined && authentication === undefined
  const rest = isBare ? '' : canonicalJson([value.l7, value.serverNames, authentication])
  return `${plain} ${rest} ${portName ?? ''} ${value.isHiddenFromEnvoy ?? ''} ${value.isRedirected ?? ''}`
}

/** Whether every request of an allowed connection passes: there are no rules, or one of them is for every request. */
export function isPlain({ l7, serverNames }: Pick<Value, 'l7' | 'serverNames'>): boolean {
  if (serverNames !== undefined) return false
  if (l7?.type === 'http') return l7.rules.some(isAnyRequest)
  if (l7?.type === 'dns') return l7.rules.some(isAnyName)
  return l7 === undefined
}

/** A header that may differ is only written down. Source: pkg/envoy/policy/envoy_l7_rules_translator.go. */
function isAnyRequest({ path, method, host, headers, headerMatches = [] }: HttpRule): boolean {
  return (
    [path, method, host, headers].every((member) => member === undefined) &&
    headerMatches.every(({ mismatch }) => mismatch !== undefined)
  )
}
