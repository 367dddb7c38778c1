import type { JsonObject } from '@skyctl/core'

const metadata = { name: 'web', namespace: 'shop' }
/** What pods read. */
export const configuration = {
  ConfigMap: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: { 'a.txt': 'x' },
    binaryData: { b: 'eA==' },
  },
  Secret: {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    data: { a: 'eA==' },
    stringData: { b: 'x' },
  },
  'Secret of TLS': {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': 'eA==', 'tls.key': 'eA==' },
  },
  'Secret of registry': {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': '{"auths":{}}' },
  },
  ServiceAccount: {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'registry' }],
  },
} satisfies Record<string, JsonObject>
