import { compareText } from '@skyctl/core'
import { isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml'
import {
  indentAt,
  insertLines,
  lineEnding,
  lineKind,
  lineStart,
  nextLine,
  type Splice,
} from './text-lines.ts'
import { blockLines, flowText, type Nested, scalarText } from './yaml-text.ts'

/** Orders in which a person would write keys; keys that are not named here are sorted where their siblings are. */
const written: readonly (readonly string[])[] = [['tag', 'digest']]

/** Index among its siblings at which a new key is written: its sorted place where they are sorted, else the end. */
export function placeOf(key: string, siblings: readonly string[]): number {
  const order = written.find((keys) => keys.includes(key))
  if (order !== undefined) {
    const later = order.slice(order.indexOf(key) + 1)
    const index = siblings.findIndex((sibling) => later.includes(sibling))
    return index < 0 ? siblings.length : index
  }
  const isSorted = siblings.every(
    (sibling, index) => index === 0 || compareText(siblings[index - 1] ?? '', sibling) <= 0,
  )
  const index = siblings.findIndex((sibling) => compareText(sibling, key) > 0)
  return isSorted && index >= 0 ? index : siblings.length
}

/** A map key as it reads in the data. */
export function keyText(key: unknown): string {
  if (!isScalar(key)) return String(key)
  return key.value === null ? '' : String(key.value)
}

/** Adds a key to a map that holds at least one. */
export function insertKey(text: string, map: YAMLMap, key: string, value: string | Nested): Splice {
  const index = placeOf(
    key,
    map.items.map((pair) => keyText(pair.key)),
  )
  return map.flow
    ? insertInFlow(text, map, index, key, value)
    : insertInBlock(text, map, index, key, value)
}

function insertInFlow(
  text: string,
  map: YAMLMap,
  index: number,
  key: string,
  value: string | Nested,
): Splice {
  const put = `${scalarText(key)}: ${typeof value === 'string' ? scalarText(value) : flowText(value)}`
  const next = map.items[index]
  const at = next === undefined ? contentEnd(map.items.at(-1)) : keyStart(next)
  const neighbour = keyStart(next ?? map.items.at(-1))
  const start = lineStart(text, neighbour)
  // A key that begins its line has its siblings on lines of their own.
  const isAlone = text.slice(start, neighbour).trim() === ''
  const gap = isAlone ? `${lineEnding(text)}${indentAt(text, start)}` : ' '
  return { start: at, end: at, text: next === undefined ? `,${gap}${put}` : `${put},${gap}` }
}

function insertInBlock(
  text: string,
  map: YAMLMap,
  index: number,
  key: string,
  value: string | Nested,
): Splice {
  const indent = indentAt(text, lineStart(text, keyStart(map.items[0])))
  const lines = blockLines({ [key]: value }, indent, indentStep(text, map))
  const isSpaced = map.items.length > 1 && hasBlankAbove(text, map.items.at(-1), indent)
  const next = map.items[index]
  if (next !== undefined) {
    return insertLines(text, commentsAbove(text, next, indent), isSpaced ? [...lines, ''] : lines)
  }
  return insertLines(
    text,
    endOfBlock(text, map.items.at(-1), indent),
    isSpaced ? ['', ...lines] : lines,
  )
}

/** By how much the file indents what is nested, as the nearest example shows it. */
export function indentStep(text: string, map: YAMLMap): string {
  for (const pair of map.items) {
    const child = pair.value
    if (!isMap(child) || child.flow || child.items.length === 0) continue
    const outer = indentAt(text, lineStart(text, keyStart(pair)))
    const inner = indentAt(text, lineStart(text, keyStart(child.items[0])))
    if (inner.length > outer.length) return inner.slice(outer.length)
  }
  return '  '
}

/** Where the comment begins that stands right above a key, at its indentation; else where the key's line begins. */
function commentsAbove(text: string, pair: Pair, indent: string): number {
  let at = lineStart(text, keyStart(pair))
  while (at > 0) {
    const above = lineStart(text, at - 1)
    if (above === at || lineKind(text, above) !== 'comment' || indentAt(text, above) !== indent)
      break
    at = above
  }
  return at
}

function hasBlankAbove(text: string, pair: Pair | undefined, indent: string): boolean {
  if (pair === undefined) return false
  const at = commentsAbove(text, pair, indent)
  return at > 0 && lineKind(text, lineStart(text, at - 1)) === 'blank'
}

/** Where the line begins that follows a block's last pair and the comments that belong to the block. */
function endOfBlock(text: string, last: Pair | undefined, indent: string): number {
  const end = contentEnd(last)
  let at = text[end - 1] === '\n' ? end : nextLine(text, end)
  let seen = at
  let isApart = false
  while (seen < text.length) {
    const kind = lineKind(text, seen)
    if (kind === 'content') break
    if (kind === 'blank') isApart = true
    const depth = indentAt(text, seen).length
    seen = nextLine(text, seen)
    if (kind === 'comment' && (depth > indent.length || (depth === indent.length && !isApart)))
      at = seen
  }
  return at
}

function keyStart(pair: Pair | undefined): number {
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0
}

/** The offset behind the colon of a pair; undefined where it has none, as in `{ a }`. */
export function colonEnd(pair: Pair): number | undefined {
  const token = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind')
  return token === undefined ? undefined : token.offset + token.source.length
}

/** The offset behind the last character of a pair that is no comment. */
function contentEnd(pair: Pair | undefined): number {
  if (pair === undefined) return 0
  return endOfValue(pair.value) ?? colonEnd(pair) ?? endOfValue(pair.key) ?? 0
}

function endOfValue(node: unknown): number | undefined {
  if (!isNode(node) || isLeftOut(node)) return undefined
  if (isMap(node) && !node.flow && node.items.length > 0) return contentEnd(node.items.at(-1))
  if (isSeq(node) && !node.flow && node.items.length > 0) {
    return endOfValue(node.items.at(-1)) ?? node.range?.[1]
  }
  return node.range?.[1]
}

/** Whether a value is left out, as in `key:`. */
export function isLeftOut(node: unknown): boolean {
  return isScalar(node) && node.value === null && node.source === ''
}
