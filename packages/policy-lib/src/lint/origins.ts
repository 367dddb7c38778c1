import type { PolicyEntry } from '../lower/policy-entry.ts'

/** `cilium.io/CiliumNetworkPolicy shop/web /spec/ingress/0` and how many more, for messages. */
export function originsText(entries: readonly PolicyEntry[]): string {
  const texts = [...new Set(entries.map(({ origin }) => `${origin.policy.id} ${origin.pointer}`))]
  const shown = texts.slice(0, 2).join(' and ')
  return texts.length > 2 ? `${shown} and ${texts.length - 2} more` : shown
}
