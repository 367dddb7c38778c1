import { isIPv4, isIPv6 } from 'node:net'
import { Environment } from '@marcbachmann/cel-js'
import { RE2JS } from 're2js'
import { parseNetwork } from '../api-server/addresses.ts'

/** A rule of `x-kubernetes-validations`, as upstream states it. */
export interface CelRule {
  readonly rule: string
  readonly message?: string
  readonly messageExpression?: string
  readonly fieldPath?: string
}

/** Stands for `int`, which here reads a text as JavaScript does: empty as 0, and `0b11`. CEL wants decimal digits. */
const wholeNumber = 'wholeNumber'

/** The functions of Kubernetes' CEL libraries that upstream's rules use, besides those of CEL itself. */
const environment = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction('isIP(string): bool', isAddress)
  .registerFunction('isCIDR(string): bool', isPrefix)
  .registerFunction(`${wholeNumber}(dyn): int`, toWholeNumber)
  .registerFunction('string.find(string): string', (text: string, pattern: string) => {
    const matcher = RE2JS.compile(pattern).matcher(text)
    return matcher.find() ? (matcher.group() ?? '') : ''
  })

/** Neither a zone nor an IPv4 address written as IPv6. Source: k8s.io/apiserver pkg/cel/library/ip.go, parseIPAddr. */
function isAddress(text: string): boolean {
  if (isIPv4(text)) return true
  const isMapped = (parseNetwork(`${text}/128`)?.first ?? 0n) >> 32n === 0xffffn
  return isIPv6(text) && !text.includes('%') && !isMapped
}

/** Source: k8s.io/apiserver pkg/cel/library/cidr.go, parseCIDR. */
function isPrefix(text: string): boolean {
  const at = text.lastIndexOf('/')
  const [address, length] = [text.slice(0, at), text.slice(at + 1)]
  return (
    at > 0 &&
    isAddress(address) &&
    /^(0|[1-9][0-9]{0,2})$/.test(length) &&
    Number(length) <= (isIPv4(address) ? 32 : 128)
  )
}

function toWholeNumber(value: unknown): bigint {
  const whole =
    typeof value === 'string' && /^[+-]?[0-9]+$/.test(value)
      ? BigInt(value)
      : typeof value === 'number' && Number.isFinite(value)
        ? BigInt(Math.trunc(value))
        : value
  if (typeof whole !== 'bigint' || BigInt.asIntN(64, whole) !== whole) {
    throw new Error(`${JSON.stringify(value)} is no whole number of 64 bits`)
  }
  return whole
}

const parsed = new Map<string, ReturnType<Environment['parse']>>()

/**
 * Whether a rule holds for a value; undefined where that cannot be said: a rule that compares with the object's old state has
 * nothing to compare with when an object is created, which is when the API server leaves it out as well.
 *
 * @throws where the rule uses what this CEL does not know: every rule of our schemas is tested not to.
 */
export function holds({ rule }: CelRule, self: unknown): boolean | undefined {
  if (/\boldSelf\b/.test(rule)) return undefined
  const evaluate = parseRule(rule)
  try {
    return evaluate({ self: escapedNames(self) }) === true
  } catch {
    // A field that the rule reads is missing or of another type: the API server refuses the object then.
    return false
  }
}

/** @throws where the text is no CEL. */
export function parseRule(rule: string): ReturnType<Environment['parse']> {
  const known = parsed.get(rule)
  if (known !== undefined) return known
  // Texts in a rule stay as they are.
  const evaluate = environment.parse(
    rule.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\bint\(/g, (token) =>
      token === 'int(' ? `${wholeNumber}(` : token,
    ),
  )
  parsed.set(rule, evaluate)
  return evaluate
}

/** Names that CEL keeps for itself are written with underscores in rules. Source: apiextensions `cel/model`, escaping. */
const reserved = new Set([
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function'],
  ...['if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
])

function escapedNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapedNames)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      reserved.has(key) ? `__${key}__` : key,
      escapedNames(child),
    ]),
  )
}
