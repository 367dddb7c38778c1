import type { ServerCases } from './testing/server-case.ts'

export const secretsCases: ServerCases = {
  rule: 'secrets',
  cases: [
    {
      title: 'passes text that is written over bytes',
      sample: 'Secret',
      changes: { '/stringData/a': 'x' },
    },
    {
      title: 'finds bytes that are no base64',
      sample: 'Secret',
      changes: { '/data/a': 'x' },
      finds: ['/data/a'],
    },
    {
      title: 'finds a key with a space',
      sample: 'Secret',
      changes: { '/stringData/a b': 'x' },
      finds: ['/stringData/a b'],
    },
    {
      title: 'finds a certificate without key',
      sample: 'Secret of TLS',
      changes: { '/data/tls.key': undefined },
      finds: ['/type'],
    },
    {
      title: 'finds credentials that are no JSON',
      sample: 'Secret of registry',
      changes: { '/stringData/.dockerconfigjson': 'x' },
      finds: ['/type'],
    },
    {
      title: 'finds credentials that are missing',
      sample: 'Secret',
      changes: { '/type': 'kubernetes.io/dockercfg' },
      finds: ['/type'],
    },
    {
      title: 'finds a token of no ServiceAccount',
      sample: 'Secret',
      changes: { '/type': 'kubernetes.io/service-account-token' },
      finds: ['/type'],
    },
    {
      title: 'finds neither user nor password',
      sample: 'Secret',
      changes: { '/type': 'kubernetes.io/basic-auth' },
      finds: ['/type', '/type'],
    },
    {
      title: 'finds an empty key of SSH',
      sample: 'Secret',
      changes: { '/type': 'kubernetes.io/ssh-auth', '/stringData': { 'ssh-privatekey': '' } },
      finds: ['/type'],
    },
  ],
}
