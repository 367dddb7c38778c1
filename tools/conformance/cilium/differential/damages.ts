import type { Json, JsonObject } from '@skyctl/core'
import type { Random } from './random.ts'

/** What people get wrong in a rule, and one of the two judges refuses; or takes, against all expectation. */
const damages: readonly ((rule: JsonObject, section: string) => JsonObject)[] = [
  (rule, section) => ({ ...rule, [section]: [] }),
  (rule, section) => ({ ...rule, [section]: null }),
  (rule, section) => ({ ...rule, [section]: [null] }),
  (rule) => ({ ...rule, ingres: [{}] }),
  (rule, section) => added(rule, section, { toPort: [] }),
  (rule, section) => added(rule, section, { toPorts: [{ ports: [{ port: '99999' }] }] }),
  (rule, section) => added(rule, section, { toPorts: [{ ports: [{ port: '08' }] }] }),
  (rule, section) =>
    added(rule, section, { toPorts: [{ ports: [{ port: '80', protocol: 'tcp' }] }] }),
  (rule, section) =>
    added(rule, section, { toPorts: [{ ports: [{ port: 'averyveryverylongname' }] }] }),
  (rule, section) =>
    added(rule, section, {
      icmps: [{ fields: [{ type: 8 }] }],
      toPorts: [{ ports: [{ port: '1' }] }],
    }),
  (rule, section) => added(rule, section, { icmps: [{ fields: [{ type: 'NoSuchType' }] }] }),
  (rule, section) => added(rule, section, { toPorts: [{ ports: [{ port: '1' }], rules: {} }] }),
  (rule, section) =>
    added(rule, section, { toPorts: [{ ports: [{ port: '0' }], rules: { http: [{}] } }] }),
  (rule, section) =>
    added(rule, section, {
      toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{ path: '(' }] } }],
    }),
  (rule, section) =>
    added(rule, section, {
      toPorts: [{ ports: [{ port: '53' }], rules: { dns: [{ matchName: 'a.io' }] } }],
    }),
  (rule, section) => added(rule, section, { toPorts: [{ ports: [{ protocol: 'GRE' }] }] }),
  (rule, section) => added(rule, section, { toPorts: [{ ports: [{ port: '' }] }] }),
  (rule, section) => added(rule, section, { [peers(section, 'CIDR')]: ['10.0.0.1'] }),
  (rule, section) => added(rule, section, { [peers(section, 'CIDR')]: ['10.0.0.0/33'] }),
  (rule, section) =>
    added(rule, section, {
      [peers(section, 'CIDRSet')]: [{ cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] }],
    }),
  (rule, section) =>
    added(rule, section, {
      [peers(section, 'CIDRSet')]: [{ cidr: '10.0.0.0/8', cidrGroupRef: 'g' }],
    }),
  (rule, section) => added(rule, section, { [peers(section, 'Entities')]: ['nobody'] }),
  (rule, section) => added(rule, section, { [peers(section, 'Entities')]: ['world-ipv4'] }),
  (rule, section) => added(rule, section, { [peers(section, 'Nodes')]: [{}] }),
  (rule, section) =>
    added(rule, section, { [peers(section, 'Requires')]: [{ matchLabels: { app: 'web' } }] }),
  (rule, section) =>
    added(rule, section, {
      [peers(section, 'Endpoints')]: [{ matchExpressions: [{ key: 'app', operator: 'In' }] }],
    }),
  (rule, section) =>
    added(rule, section, {
      [peers(section, 'Endpoints')]: [{}],
      [peers(section, 'Entities')]: ['all'],
    }),
  (rule, section) =>
    added(rule, section, {
      [peers(section, 'Endpoints')]: [{ matchLabels: { 'a b': 'c' } }],
    }),
  (rule) => ({ ...rule, nodeSelector: {} }),
  ({ endpointSelector: _, ...rule }) => rule,
  (rule) => ({ ...rule, endpointSelector: { matchLabels: { app: 1 } } }) as JsonObject,
]

/** Does one of them to a rule. */
export function damageRule(random: Random, rule: JsonObject): JsonObject {
  const sections = ['ingress', 'egress', 'ingressDeny', 'egressDeny'].filter(
    (section) => rule[section] !== undefined,
  )
  return random.pick(damages)(rule, random.pick(sections))
}

function peers(section: string, kind: string): string {
  return `${section.startsWith('egress') ? 'to' : 'from'}${kind}`
}

function added(rule: JsonObject, section: string, item: JsonObject): JsonObject {
  return { ...rule, [section]: [...(rule[section] as readonly Json[]), item] }
}
