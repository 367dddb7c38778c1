import { formatPrefix, type Prefix } from '../identities/prefix.ts'
import { requirementsText } from '../labels/selector.ts'
import type { PeerSelector } from './policy-entry.ts'

const texts = new WeakMap<PeerSelector, string>()

/** Equal selectors of peers have equal text: what Cilium's cache of selectors calls their key. Remembered. */
export function peerText(selector: PeerSelector): string {
  const known = texts.get(selector)
  if (known !== undefined) return known
  const text = writeText(selector)
  texts.set(selector, text)
  return text
}

function writeText(selector: PeerSelector): string {
  switch (selector.type) {
    case 'labels':
      return `labels ${requirementsText(selector.requirements)}`
    case 'nodes':
      return `nodes ${selector.isLocalToo === true ? 'and the local one ' : ''}${requirementsText(selector.requirements)}`
    case 'cidr':
      return `cidr ${formatPrefix(selector.prefix)}${exceptText(selector.except)}`
    case 'cidr-group':
      return `cidr-group ${selector.name}${exceptText(selector.except)}`
    case 'cidr-groups':
      return `cidr-groups ${requirementsText(selector.requirements)}${exceptText(selector.except)}`
    case 'fqdn':
      return `fqdn ${JSON.stringify([selector.selector.matchName, selector.selector.matchPattern])}`
    case 'external':
      return `external ${selector.text}`
    case 'unresolved':
      return `unresolved ${selector.reason}`
  }
}

export function peersText(selectors: readonly PeerSelector[] | null): string {
  return selectors === null ? 'nobody' : selectors.map(peerText).sort().join('\u0004')
}

function exceptText(except: readonly Prefix[]): string {
  return except.map((prefix) => ` -${formatPrefix(prefix)}`).join('')
}
