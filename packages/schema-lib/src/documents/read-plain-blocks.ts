import type { Json } from '@skyctl/core'
import { resolvePlain } from './plain-scalar.ts'
import type { ReadDocument } from './read-documents.ts'

/**
 * Reads the part of YAML that tools write for Kubernetes: block maps and lists, scalars on one line, `|` blocks, `{}` and `[]`.
 * Undefined for everything else, faults included: the parser reads that, and says what is wrong. What this reads the parser reads
 * alike, which a property test holds against it; it is here because a tree of thousands of files is read in a fraction of the time.
 */
export function readPlainBlocks(text: string): ReadDocument[] | undefined {
  if (isForParser(text)) return undefined
  const reader = new BlockReader(text)
  const documents: ReadDocument[] = []
  try {
    for (let index = 0; ; index++) {
      reader.skipBlank()
      const offset = reader.offset
      if (!reader.isAtDocumentEnd()) {
        const value = reader.block(-1)
        if (value !== null) documents.push({ index, value, offset })
        if (!reader.isAtDocumentEnd()) return undefined
      } else if (reader.isAtEnd() && index > 0 && !reader.followsSeparator) {
        return documents
      }
      if (reader.isAtEnd()) return documents
      reader.takeSeparator()
    }
  } catch (error) {
    if (error === notPlain) return undefined
    throw error
  }
}

/** Tabs, carriage returns, spaces and line ends of other alphabets, directives, document ends, values beside a `---`. */
function isForParser(text: string): boolean {
  return (
    /[^\n -~\u00a1-\u1fff\u3001-\ud7ff]/.test(text) ||
    text.startsWith('%') ||
    text.includes('\n%') ||
    text.startsWith('...') ||
    text.includes('\n...') ||
    (text.includes('---') && /^--- *[^\n #]/m.test(text))
  )
}

/** Thrown where the text is more than this reads; never leaves the file. */
const notPlain = new Error('not plain blocks')

/** A colon inside of a key is one of its characters: `k8s:app`. */
const keyPattern = /[A-Za-z_](?:[\w./-]|:(?=[\w./-]))*(?=:(?: |\n|$))/y
const quotedKeyPattern = /'([^'\n]*)'(?=:(?: |\n|$))/y
const keyPatterns = [keyPattern, quotedKeyPattern]
const singleQuoted = /'((?:[^'\n]|'')*)' *(?=\n|$)/y
/** Of the escapes those that JSON and YAML 1.1 share. */
const doubleQuoted =
  /"(?:[^"\\\n]|\\["\\bfnrt]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})*"(?= *(?:\n|$))/y

class BlockReader {
  offset = 0
  followsSeparator = false
  private readonly text: string
  /** Column of {@link offset}: spaces, and dashes of lists before it. */
  private column = 0

  constructor(text: string) {
    this.text = text
    // A first document that holds nothing before its marker is none.
    this.skipBlank()
    if (text.startsWith('---', this.offset)) this.takeSeparator()
  }

  isAtEnd(): boolean {
    return this.offset >= this.text.length
  }

  isAtDocumentEnd(): boolean {
    return this.isAtEnd() || (this.column === 0 && this.text.startsWith('---', this.offset))
  }

  takeSeparator(): void {
    this.endLine()
    this.followsSeparator = true
  }

  /** Goes to the next line that holds something, and to its first character. */
  skipBlank(): void {
    const { text } = this
    while (this.offset < text.length) {
      let at = this.offset
      while (text.charCodeAt(at) === 32) at++
      const code = text.charCodeAt(at)
      if (at < text.length && code !== 10 && code !== 35) {
        this.column += at - this.offset
        this.offset = at
        this.followsSeparator = false
        return
      }
      const end = text.indexOf('\n', at)
      this.offset = end < 0 ? text.length : end + 1
      this.column = 0
    }
  }

  /** A map, a list or a scalar that stands on lines of its own, further right than `parent`. */
  block(parent: number): Json {
    if (this.isAtDocumentEnd() || this.column <= parent) return null
    if (this.isDash()) return this.list(this.column)
    if (this.keyAhead() !== undefined) return this.map(this.column)
    throw notPlain
  }

  private isDash(): boolean {
    const next = this.text.charCodeAt(this.offset + 1)
    return this.text.charCodeAt(this.offset) === 45 && (next === 32 || next === 10)
  }

  private keyAhead(): string | undefined {
    const { text, offset } = this
    for (const pattern of keyPatterns) {
      pattern.lastIndex = offset
      if (pattern.test(text)) return text.slice(offset, pattern.lastIndex)
    }
    return undefined
  }

  private map(column: number): Json {
    const result: Record<string, Json> = {}
    while (!this.isAtDocumentEnd() && this.column === column && !this.isDash()) {
      const written = this.keyAhead()
      if (written === undefined) throw notPlain
      const isQuoted = written.startsWith("'")
      const key = isQuoted ? written.slice(1, -1) : written
      if ((!isQuoted && resolvePlain(key) !== key) || key === '__proto__' || key === '<<')
        throw notPlain
      if (Object.hasOwn(result, key)) throw notPlain
      this.offset += written.length + 1
      result[key] = this.valueBehind(column, true)
    }
    if (!this.isAtDocumentEnd() && this.column > column) throw notPlain
    return result
  }

  private list(column: number): Json {
    const items: Json[] = []
    while (!this.isAtDocumentEnd() && this.column === column && this.isDash()) {
      const dash = this.offset
      this.offset++
      let at = this.offset
      while (this.text.charCodeAt(at) === 32) at++
      this.offset = at
      this.column = column + (at - dash)
      if (this.isDash() || this.keyAhead() !== undefined) items.push(this.block(column))
      else items.push(this.valueBehind(column, false))
    }
    if (!this.isAtDocumentEnd() && this.column > column) throw notPlain
    return items
  }

  /** What stands behind a key or a dash: on the same line, or in a block below. */
  private valueBehind(column: number, isKey: boolean): Json {
    const { text } = this
    while (text.charCodeAt(this.offset) === 32) this.offset++
    const code = text.charCodeAt(this.offset)
    if (this.isAtEnd() || code === 10) {
      this.endLine()
      this.skipBlank()
      // A list may stand as far left as the key that it belongs to.
      if (isKey && !this.isAtDocumentEnd() && this.column === column && this.isDash()) {
        return this.list(column)
      }
      return this.block(column)
    }
    if (code === 124) return this.literal(column)
    const value = this.scalar(code)
    this.endLine()
    this.skipBlank()
    // A line further right would go on with the scalar.
    if (!this.isAtDocumentEnd() && this.column > column) throw notPlain
    return value
  }

  private scalar(code: number): Json {
    const { text, offset } = this
    if (code === 39) {
      singleQuoted.lastIndex = offset
      const found = singleQuoted.exec(text)
      if (found === null) throw notPlain
      this.offset += found[0].length
      return (found[1] ?? '').replaceAll("''", "'")
    }
    if (code === 34) {
      doubleQuoted.lastIndex = offset
      const found = doubleQuoted.exec(text)?.[0]
      if (found === undefined) throw notPlain
      this.offset += found.length
      return JSON.parse(found) as string
    }
    const end = text.indexOf('\n', offset)
    const line = text.slice(offset, end < 0 ? text.length : end).trimEnd()
    this.offset += line.length
    if (line === '{}') return {}
    if (line === '[]') return []
    if (!isPlainLine(line)) throw notPlain
    return resolvePlain(line)
  }

  /** `|` and `|-`: text as it is, less the indentation of its first line. */
  private literal(parent: number): Json {
    const { text } = this
    const header = /\|(-?)\n/y
    header.lastIndex = this.offset
    const found = header.exec(text)
    if (found === null) throw notPlain
    let at = this.offset + found[0].length
    let indent = 0
    while (text.charCodeAt(at + indent) === 32) indent++
    // An empty first line leaves the indentation to a later one.
    if (indent <= parent || at + indent >= text.length || text.charCodeAt(at + indent) === 10)
      throw notPlain
    const lines: string[] = []
    while (at < text.length) {
      const end = text.indexOf('\n', at)
      const stop = end < 0 ? text.length : end
      let spaces = 0
      while (spaces < indent && text.charCodeAt(at + spaces) === 32) spaces++
      if (spaces < indent && at + spaces < stop) break
      lines.push(text.slice(Math.min(at + indent, stop), stop))
      at = stop + 1
    }
    this.offset = Math.min(at, text.length)
    this.column = 0
    this.skipBlank()
    if (!this.isAtDocumentEnd() && this.column > parent) throw notPlain
    while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop()
    return lines.join('\n') + (found[1] === '-' ? '' : '\n')
  }

  private endLine(): void {
    const end = this.text.indexOf('\n', this.offset)
    this.offset = end < 0 ? this.text.length : end + 1
    this.column = 0
  }
}

/** Whether a line is one plain scalar, with nothing in it that means something to YAML. */
function isPlainLine(line: string): boolean {
  if (/^[[\]{}#&*!|>'"%@`,?:]|^- |^-$/.test(line)) return false
  return !line.includes(': ') && !line.includes(' #') && !line.endsWith(':')
}
