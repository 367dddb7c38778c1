/**
 * Writes a RE2 pattern, which is what upstream's schemas hold, as the source of a JavaScript `RegExp` with the flag `u` that
 * matches the same texts; undefined where the two dialects may differ, for the RE2 port to judge. Differences that are written
 * out: RE2's `\s` is ASCII, its `.` excludes the line feed alone, `\z` and `\A` are `$` and `^`, a lone brace is itself. Also
 * undefined where JavaScript, which tries one way after the other, could need time without end (`(a+)+` on a text that
 * almost matches): RE2 reads each character once.
 *
 * Source: RE2's syntax page, and the grammar of ECMAScript 2023 for `u`.
 */
export function re2ToJavaScript(pattern: string): string | undefined {
  const parts: Part[] = []
  for (let at = 0; at < pattern.length; ) {
    const part = partAt(pattern.slice(at))
    if (part === undefined) return undefined
    parts.push(part)
    at += part.length
  }
  if (repeatsWhatVaries(parts)) return undefined
  const out = parts.map(({ source }) => source).join('')
  try {
    new RegExp(out, 'u')
    return out
  } catch {
    return undefined
  }
}

interface Part {
  readonly source: string
  readonly length: number
}

/** Whether something repeated holds a choice of its own: a repetition, an option or an alternative. */
function repeatsWhatVaries(parts: readonly Part[]): boolean {
  const groups = [false]
  let closed = false
  for (const { source } of parts) {
    const repeats = /^(?:[*+]|\{(?![01]\}|0?,1\}))/.test(source)
    if (closed && repeats) return true
    closed = false
    if (source.startsWith('(')) groups.push(false)
    else if (source === ')') {
      closed = groups.pop() ?? false
      groups.push((groups.pop() ?? false) || closed)
    } else if (/^(?:[*+?|]|\{.*,)/.test(source)) groups.splice(-1, 1, true)
  }
  return false
}

/** What a pattern begins with, written for JavaScript; undefined where that cannot be. */
function partAt(rest: string): Part | undefined {
  switch (rest[0]) {
    case '\\':
      return escaped(rest, false)
    case '[':
      return classAt(rest)
    case '(':
      return groupAt(rest)
    case '{':
      return countAt(rest)
    default:
      return plainAt(rest)
  }
}

const syntaxCharacters = /[\^$\\.*+?()[\]{}|/]/

/** A character that stands for itself. */
function literal(character: string, inClass: boolean): string {
  if (syntaxCharacters.test(character)) return `\\${character}`
  return inClass && character === '-' ? '\\-' : character
}

const space = '\\t\\n\\f\\r '

/** An escape, and the shorter form that it has inside a class. */
function escaped(rest: string, inClass: boolean): Part | undefined {
  const character = rest[1]
  if (character === undefined) return undefined
  if (/[dDwW]/.test(character)) return { source: `\\${character}`, length: 2 }
  if (/[nrtfv]/.test(character)) return { source: `\\${character}`, length: 2 }
  if (character === 's') return { source: inClass ? space : `[${space}]`, length: 2 }
  if (!inClass) {
    if (/[bB]/.test(character)) return { source: `\\${character}`, length: 2 }
    if (character === 'S') return { source: `[^${space}]`, length: 2 }
    if (character === 'A') return { source: '^', length: 2 }
    if (character === 'z') return { source: '$', length: 2 }
  }
  const code = /^\\x([0-9a-fA-F]{2})/.exec(rest)
  if (code !== null) return { source: `\\u{${code[1]}}`, length: 4 }
  const braced = /^\\x\{([0-9a-fA-F]{1,6})\}/.exec(rest)
  if (braced !== null) return { source: `\\u{${braced[1]}}`, length: braced[0].length }
  if (/[!-/:-@[-`{-~ ]/.test(character)) return { source: literal(character, inClass), length: 2 }
  return undefined
}

/** `[a-z_]`. POSIX classes and Unicode classes are left to the port. */
function classAt(rest: string): Part | undefined {
  let source = rest.startsWith('[^') ? '[^' : '['
  let at = source.length
  let first = true
  while (at < rest.length && (first || rest[at] !== ']')) {
    first = false
    if (rest.startsWith('[:', at)) return undefined
    if (rest[at] === '\\') {
      const part = escaped(rest.slice(at), true)
      if (part === undefined) return undefined
      source += part.source
      at += part.length
      continue
    }
    const character = String.fromCodePoint(rest.codePointAt(at) ?? 0)
    source += character === '-' ? '-' : literal(character, true)
    at += character.length
  }
  return at < rest.length ? { source: `${source}]`, length: at + 1 } : undefined
}

function groupAt(rest: string): Part | undefined {
  if (rest.startsWith('(?:')) return { source: '(?:', length: 3 }
  return rest.startsWith('(?') ? undefined : { source: '(', length: 1 }
}

/** `{2,5}`; RE2 repeats at most a thousand times, and takes a brace that is no count for itself. */
function countAt(rest: string): Part | undefined {
  const count = /^\{(\d+)(?:,(\d*))?\}/.exec(rest)
  if (count === null) return { source: '\\{', length: 1 }
  const [text, from = '', to = ''] = count
  return Number(from) > 1000 || Number(to) > 1000
    ? undefined
    : { source: text, length: text.length }
}

function plainAt(rest: string): Part | undefined {
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
  // Two quantifiers in a row are an error to RE2, but for the lazy one.
  if (/^[*+?][*+]/.test(rest)) return undefined
  if (character === '.') return { source: '[^\\n]', length: 1 }
  if (/[\^$|)*+?]/.test(character)) return { source: character, length: 1 }
  return { source: literal(character, false), length: character.length }
}
