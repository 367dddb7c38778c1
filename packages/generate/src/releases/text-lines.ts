/** Replaces the characters from `start` to `end`; both may be the same. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Applies splices that do not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end),
      text,
    )
}

const byteOrderMark = '\ufeff'

/** Where the line begins that an offset is in. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return start === 0 && text.startsWith(byteOrderMark) ? 1 : start
}

/** Where the line after the one begins that an offset is in; the length of the text where that is the last. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}

/** The spaces that a line begins with. */
export function indentAt(text: string, start: number): string {
  return /^ */.exec(text.slice(start, nextLine(text, start)))?.[0] ?? ''
}

/** The line ending of a text: that of its first line. */
export function lineEnding(text: string): '\n' | '\r\n' {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n'
}

/** Inserts lines where a line begins, or at the end of the text, whose missing last line ending stays missing. */
export function insertLines(text: string, at: number, lines: readonly string[]): Splice {
  const eol = lineEnding(text)
  const body = lines.join(eol)
  const isOpen = at === text.length && at > 0 && text[at - 1] !== '\n'
  return { start: at, end: at, text: isOpen ? eol + body : body + eol }
}

/** What a line holds, seen from its beginning. */
export function lineKind(text: string, start: number): 'blank' | 'comment' | 'content' {
  const line = text.slice(start, nextLine(text, start)).trim()
  if (line === '') return 'blank'
  return line.startsWith('#') ? 'comment' : 'content'
}
