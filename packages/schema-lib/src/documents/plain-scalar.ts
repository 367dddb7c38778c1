/**
 * What a plain scalar means to Kubernetes: to Go's YAML 1.1 reader behind `kubectl`, Argo CD and the API server
 * (sigs.k8s.io/yaml, go.yaml.in/yaml/v2 `resolve.go`). `no` is a boolean, `010` is eight, a date stays text.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0)
  // Most scalars are words: letters that begin no special form leave at once.
  if (first >= 97 && first <= 122 && !startsSpecial(first)) return text
  const special = specialWords.get(text)
  if (special !== undefined) return special
  if (isDigitLike(first)) return resolveNumber(text)
  return text
}

/** `y n t f o` in lower case, which begin `yes`, `no`, `true`, `false`, `on`, `off` and `null`. */
function startsSpecial(code: number): boolean {
  return code === 121 || code === 110 || code === 116 || code === 102 || code === 111
}

/** Digits, signs and the dot. */
function isDigitLike(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46
}

const specialWords = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
])

/** Words of YAML 1.1 that YAML 1.2 and most people read as text. */
export function isOldBoolean(text: string): boolean {
  return typeof specialWords.get(text) === 'boolean' && !/^(true|false)$/i.test(text)
}

const decimal = /^[-+]?(0|[1-9][0-9]*)$/
const octal = /^[-+]?0[oO]?[0-7]+$/
const hexadecimal = /^[-+]?0x[0-9a-f]+$/i
const binary = /^[-+]?0b[01]+$/i
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/

/** Go takes underscores out of numbers before it reads them; of `.`, `+` and words such as `1.2.3` it makes text. */
function resolveNumber(text: string): string | number {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  if (decimal.test(plain)) return finite(plain, text)
  const sign = plain.startsWith('-') ? -1 : 1
  const unsigned = plain.replace(/^[-+]/, '')
  if (octal.test(plain)) return sign * Number.parseInt(unsigned.replace(/^0o?/i, ''), 8)
  if (hexadecimal.test(plain)) return sign * Number.parseInt(unsigned.slice(2), 16)
  if (binary.test(plain)) return sign * Number.parseInt(unsigned.slice(2), 2)
  if (float.test(plain)) return finite(plain, text)
  return text
}

/** A number that is too large for Go's parser stays text. */
function finite(plain: string, text: string): string | number {
  const value = Number(plain)
  return Number.isFinite(value) ? value : text
}
