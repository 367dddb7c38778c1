/**
 * A string on one line: plain where every YAML 1.1 and 1.2 reader takes it for that string, else in
 * single quotes, else in double quotes. Serves keys and values.
 *
 * @throws TypeError on a lone surrogate, which UTF-8 cannot carry.
 */
export function inlineScalar(text: string): string {
  if (isPlain(text)) return text
  if (visible.test(text)) return `'${text.replaceAll("'", "''")}'`
  if (loneSurrogate.test(text)) throw new TypeError('lone surrogate')
  return JSON.stringify(text).replace(notVisible, escapeCharacter)
}

/**
 * A string as a literal block, its lines after `indent`, without the last newline; undefined where it
 * has one line only or where a block would not give it back exactly.
 *
 * @param keep whether a string that ends in several newlines may be a block (`|+`).
 */
export function blockScalar(text: string, indent: string, keep: boolean): string | undefined {
  if (!text.includes('\n') || !visibleLines.test(text) || ambiguousBlock.test(text))
    return undefined
  const lines = text.replace(lineStart, `\n${indent}`)
  const body = text.startsWith('\n') ? lines : indent + lines
  if (!text.endsWith('\n')) return `|-\n${body}`
  if (!text.endsWith('\n\n')) return `|\n${body.slice(0, -1)}`
  return keep ? `|+\n${body.slice(0, -1)}` : undefined
}

/**
 * A number as every reader takes it: an exponent gets the dot that YAML 1.1 demands.
 *
 * @throws TypeError where it is not finite.
 */
export function numberScalar(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('not a finite number')
  const text = String(value)
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text
}

// Everything is a list of what is allowed: what nobody thought of is quoted.
// `: ` and ` #` end a plain scalar; a colon at the end makes a key.
const plainWord =
  /^(?:[A-Za-z_/$(À-ɏ]|\.{1,2}\/|\.[A-Za-z_]|--?[A-Za-z])(?:[!-9;-~À-ɏ]|:(?=[!-~À-ɏ])| (?=[!"$-9;-~À-ɏ]))*$/
const plainAfterDigit = /^[0-9](?:[!-9;-~À-ɏ]|:(?=[!-~À-ɏ])| (?=[!"$-9;-~À-ɏ]))*$/

// A character that stands in no number or date of any YAML version: not a hex digit, nor one of x o b e p
// (bases, exponents), t z (timestamps), and no comma, dot, colon, sign or underscore.
const provesNoNumber = /[g-nq-suvwyG-NQ-SUVWY/*@%=$()~]/

// Words that some reader takes for a boolean, null or number, in any casing.
const reserved = new Set(
  'y n yes no on off true false null nan inf infinity .nan .inf -inf -nan'.split(' '),
)
const longestReserved = 8

// What some reader takes for a number though it has no digit before the exponent or behind the dot: `e5`, `._`, `-.e5`.
const bareNumber = /^-?(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$/

function isPlain(text: string): boolean {
  if (plainWord.test(text)) {
    if (/^[-.eE]/.test(text) && bareNumber.test(text)) return false
    return text.length > longestReserved || !reserved.has(text.toLowerCase())
  }
  return plainAfterDigit.test(text) && provesNoNumber.test(text)
}

// Left out, and so escaped: control characters, line separators, every space but the ASCII one, and what a
// reviewer cannot see (zero width, bidi controls, private use, tags). Fixed ranges rather than \p{...}: the
// bytes must not change with the Unicode version of the Node that runs.
const visibleRanges =
  ' -~\\u00a1-\\u00ac\\u00ae-\\u061b\\u061d-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027' +
  '\\u2030-\\u205e\\u2070-\\u2fff\\u3001-\\ud7ff\\uf900-\\ufefe\\uff00-\\uffef\\u{10000}-\\u{dffff}'
const visible = new RegExp(`^[${visibleRanges}]*$`, 'u')
const visibleLines = new RegExp(`^[\\t\\n${visibleRanges}]*$`, 'u')
const notVisible = new RegExp(`[^${visibleRanges}]`, 'gu')
const loneSurrogate = /\p{Surrogate}/u

// A reader finds a block's indentation from its first line, and drops or keeps blank last lines by rules
// that readers disagree on: no block starts with white space or ends in a line of it.
const ambiguousBlock = /^\n*[ \t]|^\n*$|\n[ \t]+\n*$/
const lineStart = /\n(?=[^\n])/g

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}
