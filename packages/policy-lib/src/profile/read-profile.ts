import { suggestionHint } from '@skyctl/core'
import { isRecord } from '../plain-data.ts'
import { ciliumVersions, createProfile, ipFamilies, type Profile } from './profile.ts'

export interface ReadProfile {
  readonly profile: Profile
  /** What could not be read, all of it, in words. */
  readonly faults: readonly string[]
}

type Reader = (value: unknown) => unknown

const readers: { readonly [key in keyof Profile]: Reader } = {
  ciliumVersion: (value) =>
    ciliumVersions.find(
      (version) => String(value) === version || String(value).startsWith(`${version}.`),
    ),
  clusterName: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
  enforcementMode: oneOf('default', 'always', 'never'),
  allowLocalhost: oneOf('auto', 'always', 'policy'),
  hostFirewall: readBoolean,
  policyDefaultLocalCluster: readBoolean,
  cidrMatchMode: listOf('nodes', 'pods'),
  nodeSelectorLabels: readBoolean,
  l7Proxy: readBoolean,
  icmpRules: readBoolean,
  nonDefaultDeny: readBoolean,
  extendedIPProtocols: readBoolean,
  kcnp: readBoolean,
  ipFamilies: (value) => {
    const families = listOf(...ipFamilies)(value)
    return families === undefined || families.length === 0 ? undefined : families
  },
  labelFilter: (value) => readLabelFilter(value),
  kubeAPIServer: oneOf('external', 'in-cluster'),
}

const expected: { readonly [key in keyof Profile]: string } = {
  ciliumVersion: `one of ${ciliumVersions.join(', ')}`,
  clusterName: 'a name',
  enforcementMode: 'default, always or never',
  allowLocalhost: 'auto, always or policy',
  hostFirewall: 'true or false',
  policyDefaultLocalCluster: 'true or false',
  cidrMatchMode: 'a list of nodes and pods',
  nodeSelectorLabels: 'true or false',
  l7Proxy: 'true or false',
  icmpRules: 'true or false',
  nonDefaultDeny: 'true or false',
  extendedIPProtocols: 'true or false',
  kcnp: 'true or false',
  ipFamilies: 'a list of IPv4 and IPv6, one at least',
  labelFilter: 'a list of prefixes of label keys, each a regular expression',
  kubeAPIServer: 'external or in-cluster',
}

/** A profile from JSON, YAML or `key=value`: a boolean and a list may be text. A key that is unknown is a fault. */
export function readProfile(value: unknown): ReadProfile {
  if (value === undefined || value === null) return { profile: createProfile(), faults: [] }
  if (!isRecord(value)) return { profile: createProfile(), faults: ['the profile is no map'] }
  const read: Record<string, unknown> = {}
  const faults: string[] = []
  for (const [key, given] of Object.entries(value)) {
    if (!Object.hasOwn(readers, key)) {
      faults.push(`the profile has no '${key}': ${suggestionHint(key, Object.keys(readers))}`)
      continue
    }
    const name = key as keyof Profile
    const found = readers[name](given)
    if (found === undefined) {
      faults.push(`'${key}' of the profile is ${expected[name]}, not ${JSON.stringify(given)}`)
    } else read[key] = found
  }
  return { profile: createProfile(read), faults }
}

function readBoolean(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : undefined
}

function oneOf(...known: readonly string[]): Reader {
  return (value) => known.find((one) => one === value)
}

function listOf(...known: readonly string[]): (value: unknown) => readonly string[] | undefined {
  return (value) => {
    const items = itemsOf(value)
    return items?.every((item) => known.includes(item))
      ? known.filter((one) => items.includes(one))
      : undefined
  }
}

function itemsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return value === '' ? [] : value.split(',')
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined
}

function readLabelFilter(value: unknown): readonly string[] | undefined {
  const items = typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : itemsOf(value)
  try {
    for (const item of items ?? []) new RegExp(item)
    return items
  } catch {
    return undefined
  }
}
