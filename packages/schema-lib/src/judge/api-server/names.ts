/**
 * Forms of names that the API server accepts.
 *
 * Source: k8s.io/apimachinery pkg/util/validation/validation.go.
 */

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const oldLabel = /^[a-z]([-a-z0-9]*[a-z0-9])?$/
const underscored = /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/
const qualified = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/

/** What is wrong with a text as a name of a form; undefined where nothing is. */
export type NameRule = (text: string) => string | undefined

/** A rule that remembers its answers: the names of a tree are few, and each occurs thousands of times. */
export function remembering<Answer>(rule: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined || answers.has(text)) return known as Answer
    const answer = rule(text)
    // Names are bounded by what is judged; a process that judges for ever is bounded here.
    if (answers.size < 100_000) answers.set(text, answer)
    return answer
  }
}

/** RFC 1123 label: at most 63 characters. */
export const dnsLabel: NameRule = (text) =>
  text.length > 63
    ? 'has more than 63 characters'
    : label.test(text)
      ? undefined
      : "must be lower-case letters, digits and '-', with a letter or digit at both ends"

/** RFC 1123 subdomain: at most 253 characters. */
export const dnsSubdomain: NameRule = (text) =>
  text.length > 253
    ? 'has more than 253 characters'
    : subdomain.test(text)
      ? undefined
      : "must be lower-case letters, digits, '-' and '.', with a letter or digit at both ends of each part"

/** RFC 1035 label, which begins with a letter: what a Service is called. */
export const dnsOldLabel: NameRule = (text) =>
  text.length > 63
    ? 'has more than 63 characters'
    : oldLabel.test(text)
      ? undefined
      : "must be lower-case letters, digits and '-', begin with a letter and end with a letter or digit"

/** What a Service is called: since 1.36 as other objects are. Source: RelaxedServiceNameValidation. */
export function serviceName(minor: number): NameRule {
  return minor >= 36 ? dnsLabel : dnsOldLabel
}

/** A segment of a URL path: what roles and bindings are called. */
export const pathSegment: NameRule = (text) =>
  text === '.' || text === '..'
    ? 'must not be a dot or two'
    : /[/%]/.test(text)
      ? "must not hold '/' or '%'"
      : undefined

/** `[prefix/]name`: the key of a label or an annotation. */
export const qualifiedName: NameRule = remembering((text) => {
  const parts = text.split('/')
  if (parts.length > 2) return "must hold at most one '/'"
  const [prefix, name = ''] = parts.length === 2 ? parts : [undefined, text]
  if (prefix !== undefined) {
    const fault = prefix === '' ? 'must not be empty' : dnsSubdomain(prefix)
    if (fault !== undefined) return `has a prefix that ${fault}`
  }
  if (name === '') return 'has no name behind its prefix'
  if (name.length > 63) return 'has a name of more than 63 characters'
  return qualified.test(name)
    ? undefined
    : "must be letters, digits, '-', '_' and '.', with a letter or digit at both ends"
})

/** The value of a label; may be empty. */
export const labelValue: NameRule = remembering((text) =>
  text.length > 63
    ? 'has more than 63 characters'
    : text === '' || qualified.test(text)
      ? undefined
      : "must be letters, digits, '-', '_' and '.', with a letter or digit at both ends",
)

/** A name of a port: at most 15 characters, a letter among them. Source: IsValidPortName. */
export const portName: NameRule = (text) =>
  text.length > 15
    ? 'has more than 15 characters'
    : !/^[-a-z0-9]+$/.test(text)
      ? "must be lower-case letters, digits and '-'"
      : !/[a-z]/.test(text)
        ? 'must hold a letter'
        : text.includes('--')
          ? "must not hold two '-' in a row"
          : /^-|-$/.test(text)
            ? "must not begin or end with '-'"
            : undefined

/** A key of a ConfigMap or a Secret, which becomes the name of a file. Source: IsConfigMapKey. */
export const configKey: NameRule = (text) =>
  text.length > 253
    ? 'has more than 253 characters'
    : !/^[-._a-zA-Z0-9]+$/.test(text)
      ? "must be letters, digits, '-', '_' and '.'"
      : text === '.' || text.startsWith('..')
        ? "must be neither '.' nor begin with '..': it becomes the name of a file"
        : undefined

/** A name of an environment variable. Source: IsRelaxedEnvVarName. */
export const variableName: NameRule = (text) =>
  /^[ -<>-~]+$/.test(text) ? undefined : "must be printable ASCII without '='"

/** `domain/path`. Source: IsDomainPrefixedPath. */
export const domainPath: NameRule = (text) => {
  const slash = text.indexOf('/')
  if (slash <= 0 || slash === text.length - 1) {
    return "must be a domain, '/' and a path, such as acme.io/foo"
  }
  const fault = dnsSubdomain(text.slice(0, slash))
  if (fault !== undefined) return `has a domain that ${fault}`
  return /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(text.slice(slash + 1))
    ? undefined
    : 'has a path with characters that URLs do not allow'
}

/** A domain of three parts or more. Source: IsFullyQualifiedName. */
export const fullName: NameRule = (text) =>
  dnsSubdomain(text) ??
  (text.split('.').length < 3
    ? "must be a domain of three parts or more, such as 'policy.example.com'"
    : undefined)

/** `example.com` or `*.example.com`. Source: IsWildcardDNS1123Subdomain. */
export const hostName: NameRule = (text) => {
  if (!text.includes('*')) return dnsSubdomain(text)
  if (text.length > 253) return 'has more than 253 characters'
  return text.startsWith('*.') && subdomain.test(text.slice(2))
    ? undefined
    : "must have its '*' as the whole first part: *.example.com"
}

/** A search path of DNS. Source: IsDNS1123SubdomainWithUnderscore, validatePodDNSConfig. */
export const searchPath: NameRule = (text) => {
  const plain = text.endsWith('.') ? text.slice(0, -1) : text
  if (text === '.') return undefined
  return plain.length > 253
    ? 'has more than 253 characters'
    : underscored.test(plain)
      ? undefined
      : "must be lower-case letters, digits, '-', '_' and '.', with a letter or digit at both ends of each part"
}

/** A name that something is appended to: it may end with '-'. Source: maskTrailingDash. */
export function prefixOf(rule: NameRule): NameRule {
  return (text) => rule(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text)
}

/** {@link qualifiedName} whatever the case of its letters. */
export const anyCaseName: NameRule = (text) => qualifiedName(text.toLowerCase())

/** A path below a folder: relative, and never up. Source: validateLocalDescendingPath. */
export const relativePath: NameRule = (text) =>
  text.startsWith('/')
    ? 'must be a relative path'
    : text.split('/').includes('..')
      ? "must not contain '..'"
      : undefined

/** {@link relativePath} that the kubelet does not use itself. Source: ValidateLocalNonReservedPath. */
export const filePath: NameRule = (text) =>
  relativePath(text) ?? (text.startsWith('..') ? "must not begin with '..'" : undefined)

/** Source: validatePathNoBacksteps. */
export const forwardPath: NameRule = (text) =>
  text.split('/').includes('..') ? "must not contain '..'" : undefined
