import { isCollection, isScalar, visit } from 'yaml'
import type { ParsedDocument, TextFault } from './read-documents.ts'

/**
 * What Go's reader of YAML 1.1 refuses or reads otherwise by its lines alone, where a reader of YAML 1.2 sees nothing. JSON is read by
 * a reader of its own.
 */
export function lineFaults(text: string, documents: readonly ParsedDocument[]): TextFault[] {
  const found = [
    ...at(text, /[\u0085\u2028\u2029]/).map((offset) => oldLineBreak(text, offset)),
    ...at(text, /^%/m).map(directive),
    ...at(text, /^ *\t[ \t]*(#|\r?$)/m).map(tab),
  ]
  if (found.length === 0 || isJson(text)) return []
  const ranges = valueRanges(documents)
  return found.filter(
    ({ id, offset }) =>
      id === 'yaml-1.1-line-break' ||
      !ranges.some(([start, end]) => start <= offset && offset < end),
  )
}

/** Offsets of every place that a pattern finds. */
function at(text: string, pattern: RegExp): number[] {
  if (!pattern.test(text)) return []
  return [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(({ index }) => index)
}

/** What a comment seems to hold becomes a field. */
function oldLineBreak(text: string, offset: number): TextFault {
  const code = text.charCodeAt(offset).toString(16).padStart(4, '0')
  return {
    id: 'yaml-1.1-line-break',
    offset,
    message: `the character U+${code.toUpperCase()} ends the line to Kubernetes, whose reader is one of YAML 1.1: what stands behind it is read as a line of its own`,
    hint: `remove it, or write "\\u${code}" in double quotes`,
  }
}

function directive(offset: number): TextFault {
  return {
    id: 'unsupported-yaml',
    offset,
    message:
      'a directive stands in a document of its own to Kubernetes, which divides a text at its lines of ---, and refuses it',
    hint: 'remove the line',
  }
}

function tab(offset: number): TextFault {
  return {
    id: 'unsupported-yaml',
    offset,
    message: 'a tab stands in front of what may be empty: Kubernetes takes it for indentation',
    hint: 'use spaces, or leave the line empty',
  }
}

/** Where scalars stand, and collections in brackets: there a line may begin with anything. */
function valueRanges(documents: readonly ParsedDocument[]): (readonly [number, number])[] {
  const ranges: [number, number][] = []
  for (const document of documents) {
    visit(document, (_, node) => {
      const isFlow = isCollection(node) && node.flow === true
      if (!isFlow && !isScalar(node)) return
      const { range } = node
      if (range !== undefined && range !== null) ranges.push([range[0], range[1]])
    })
  }
  return ranges
}

/** Whether a text is JSON, which Kubernetes reads as such. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
