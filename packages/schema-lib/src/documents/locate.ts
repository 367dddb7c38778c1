import { pathOf } from '@skyctl/core'
import { isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml'
import { resolvePlain } from './plain-scalar.ts'
import { type ParsedDocument, parseNodes, textOf } from './read-documents.ts'

/** Lines and columns count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Finds places in one text; what it needs is computed once, when it is first asked. */
export interface Locator {
  /** Line and column of an offset. */
  readonly at: (offset: number) => Position
  /**
   * Where a JSON pointer leads in a document: at the key for a member of a map, at the item for one of a list; at the nearest
   * thing above where the pointer leads nowhere.
   */
  readonly pointer: (document: number, pointer: string) => Position
}

export function createLocator(text: string): Locator {
  let lines: number[] | undefined
  let documents: readonly ParsedDocument[] | undefined
  const at = (offset: number): Position => {
    lines ??= lineStarts(text)
    const line = lastAtMost(lines, offset)
    return { line: line + 1, column: offset - (lines[line] ?? 0) + 1 }
  }
  return {
    at,
    pointer: (document, pointer) => {
      if (documents === undefined) {
        const parsed = parseNodes(text)
        documents = 'fault' in parsed ? [] : parsed.documents
      }
      return at(offsetOf(documents[document]?.contents ?? null, pointer))
    },
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Index of the last of rising numbers that is not above a limit. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}

function offsetOf(contents: ParsedNode | null, pointer: string): number {
  let node = contents
  let offset = node?.range[0] ?? 0
  for (const segment of pathOf(pointer)) {
    const child = node === null ? undefined : childOf(node, segment)
    if (child === undefined) break
    offset = child.offset
    node = child.node
  }
  return offset
}

interface Child {
  readonly node: ParsedNode | null
  readonly offset: number
}

function childOf(node: ParsedNode, segment: string): Child | undefined {
  if (isSeq(node)) {
    const item = /^\d+$/.test(segment)
      ? ((node.items as readonly ParsedNode[])[Number(segment)] ?? undefined)
      : undefined
    return item && { node: item, offset: item.range[0] }
  }
  if (!isMap(node)) return undefined
  // Of a key that occurs twice the last one is what was judged.
  const pair = (node.items as readonly { key: ParsedNode; value: ParsedNode | null }[]).findLast(
    ({ key }) => keyText(key) === segment,
  )
  return pair && { node: pair.value, offset: pair.key.range[0] }
}

function keyText(key: ParsedNode): string | undefined {
  if (!isScalar(key)) return undefined
  const text = textOf(key as Scalar.Parsed)
  return key.type === 'PLAIN' ? String(resolvePlain(text)) : text
}
