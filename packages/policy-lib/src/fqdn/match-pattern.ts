import { type CiliumVersion, isAtLeast } from '../profile/profile.ts'

/** A name, or a pattern of names, of `toFQDNs` and of DNS rules. */
export interface NameSelector {
  readonly matchName?: string
  readonly matchPattern?: string
}

export type NameMatcher = (name: string) => boolean

const anyName = /^\*+\.?$/
const characters = '[-a-zA-Z0-9_]'

/** Characters that a name may have. Source: pkg/policy/api/fqdn.go, allowedMatchNameChars. */
export const allowedNameCharacters = /^[-a-zA-Z0-9_.]+$/

/** Characters that a pattern may have. Source: pkg/fqdn/matchpattern, allowedPatternChars. */
export const allowedPatternCharacters = /^[-a-zA-Z0-9_.*]+$/

/** How long a name or pattern may be. */
export const maxNameLength = 255

/**
 * What a selector of names matches. A name is compared in lower case with its last dot. Of a pattern, `*` alone is any name, a leading
 * `**.` is one label or more (since 1.19; before, it is `*.`), and every other `*` is any run of characters without a dot.
 *
 * Source: pkg/fqdn/matchpattern/matchpattern.go, ToAnchoredRegexp.
 */
export function nameMatcher(selector: NameSelector, version: CiliumVersion): NameMatcher {
  if (selector.matchName !== undefined && selector.matchName !== '') {
    const wanted = fullName(selector.matchName)
    return (name) => fullName(name) === wanted
  }
  const expression = new RegExp(patternSource(selector.matchPattern ?? '', version))
  return (name) => expression.test(fullName(name))
}

/** Whether a selector matches whatever is asked for. Source: pkg/fqdn/dnsproxy/proxy.go, GeneratePattern. */
export function isAnyName({ matchName, matchPattern }: NameSelector): boolean {
  return !matchName && matchPattern !== undefined && anyName.test(matchPattern.trim())
}

/** Lower case, with the dot that ends a full name. */
export function fullName(name: string): string {
  const lower = name.trim().toLowerCase()
  return lower.endsWith('.') ? lower : `${lower}.`
}

function patternSource(text: string, version: CiliumVersion): string {
  const trimmed = text.trim().toLowerCase()
  if (anyName.test(trimmed)) return `(^(${characters}+[.])+$)|(^[.]$)`
  const pattern = fullName(trimmed).replaceAll('.', '[.]')
  const withSubdomains = isAtLeast(version, '1.19')
    ? pattern.replace(/^\*{2,}\[\.\]/, `(${characters}+([.]${characters}+)*)[.]`)
    : pattern
  return `^${replaceStars(withSubdomains)}$`
}

/** Every run of stars outside a group that was written above. */
function replaceStars(pattern: string): string {
  const group = `(${characters}+([.]${characters}+)*)[.]`
  const rest = pattern.startsWith(group) ? pattern.slice(group.length) : pattern
  return (pattern.startsWith(group) ? group : '') + rest.replaceAll(/\*+/g, () => `${characters}*`)
}
