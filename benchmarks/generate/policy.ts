import { labelsOf, type PlainObject, selectorOf } from './plain-object.ts'
import { cidrOf, type SyntheticApp } from './workspace.ts'

const source = (labels: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [`k8s:${key}`, value]))

/** The policy of a synthetic app, as plain data. */
export function policy(
  app: SyntheticApp,
  environment: string,
  teamOf: ReadonlyMap<string, string>,
): PlainObject {
  const pods = (name: string) => ({
    matchLabels: {
      'k8s:io.kubernetes.pod.namespace': teamOf.get(name) ?? '',
      ...source(selectorOf({ ...app, name }, environment)),
    },
  })
  const toPorts = () => [{ ports: [{ port: 'http', protocol: 'TCP' }] }]
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: app.name, namespace: app.team, labels: labelsOf(app, environment) },
    spec: {
      endpointSelector: { matchLabels: source(selectorOf(app, environment)) },
      ingress: [
        { fromEndpoints: app.callers.map(pods), toPorts: toPorts() },
        { fromCIDRSet: [{ cidr: cidrOf(environment) }], toPorts: toPorts() },
      ],
      egress: app.peers.map((peer) => ({ toEndpoints: [pods(peer)], toPorts: toPorts() })),
    },
  }
}
