import type { Identity } from './identity.ts'

/** What an identity that is no pod is called: `world`, `kube-apiserver`, `192.0.2.0/24`, `192.0.2.1`, `api.example.com`. */
export function placeName({ key }: Pick<Identity, 'key'>): string {
  return key
    .replace(/^cidr:([^,]*?)(?:\/32|\/128)?$/, '$1')
    .replace(/^fqdn:([^,]*?)\.?,.*$/, '$1')
    .replaceAll('reserved:', '')
    .replace(/^kube-apiserver,world.*$/, 'kube-apiserver')
}
