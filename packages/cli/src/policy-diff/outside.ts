import { Address4, Address6 } from 'ip-address'

/** What Cilium calls everything outside that no policy names. */
const internet: ReadonlySet<string> = new Set(['world', 'world-ipv4', 'world-ipv6'])

/** Whether it is an address, a network or a name that the internet has. */
export function isOnTheInternet(name: string): boolean {
  if (/[ :]/.test(name) && !Address6.isValid(name)) return false
  const block = [Address4, Address6].find((kind) => kind.isValid(name))
  if (block === undefined) return name.includes('.')
  const address = new block(name)
  return !(
    address.isPrivate() ||
    address.isCGNAT() ||
    address.isLinkLocal() ||
    address.isLoopback()
  )
}

/**
 * Names outside of the cluster, in words: with the internet, what policies name of it needs no mention, while private networks do.
 *
 * @param known - All that the diff speaks of: a name of the internet that is known and not among `names` makes it the rest of it.
 */
export function sayOutside(names: readonly string[], known: ReadonlySet<string>): string[] {
  if (!names.some((name) => internet.has(name))) return names.map(sayOther)
  const given = new Set(names)
  const isWhole = [...known].every((name) => given.has(name))
  const others = names.filter((name) => !internet.has(name) && !isOnTheInternet(name))
  return [isWhole ? 'the internet' : 'the rest of the internet', ...others.map(sayOther)]
}

function sayOther(name: string): string {
  switch (name) {
    case 'host':
      return 'its own node'
    case 'remote-node':
      return 'other nodes'
    case 'health':
      return "Cilium's health checks"
    case 'ingress':
      return "Cilium's ingress"
    default:
      return name.startsWith('kube-apiserver') ? 'the Kubernetes API server' : name
  }
}
