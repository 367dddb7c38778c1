import {
  EVENT_ALIAS,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  type Event,
  getScalarValue,
  parseEvents,
  YAMLException,
} from 'js-yaml'
import { resolvePlain } from './plain-scalar.ts'
import { startOf } from './read-documents.ts'

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
  let parsed:
    | { readonly events: readonly Event[]; readonly documents: readonly number[] }
    | undefined
  const at = (offset: number): Position => {
    lines ??= lineStarts(text)
    const line = lastAtMost(lines, offset)
    return { line: line + 1, column: offset - (lines[line] ?? 0) + 1 }
  }
  return {
    at,
    pointer: (document, pointer) => {
      parsed ??= parse(text)
      return at(offsetOf(text, parsed.events, parsed.documents[document] ?? 0, pointer))
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

/** Events of the text, and where the content of each document begins among them. */
function parse(text: string) {
  let events: Event[]
  try {
    events = parseEvents(text, { maxDepth: 1000 })
  } catch (error) {
    if (error instanceof YAMLException) return { events: [], documents: [] }
    throw error
  }
  const documents: number[] = []
  for (let position = 0; position < events.length; position = afterNode(events, position)) {
    documents.push(position + 1)
  }
  return { events, documents }
}

function offsetOf(
  text: string,
  events: readonly Event[],
  document: number,
  pointer: string,
): number {
  const start = events[document]
  let found = start === undefined ? 0 : startOf(start)
  let position = document
  for (const segment of segmentsOf(pointer)) {
    const child = childOf(text, events, position, segment)
    if (child === undefined) break
    found = child.offset
    position = child.position
  }
  return found
}

export function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Index of the event behind a node or a document. */
function afterNode(events: readonly Event[], position: number): number {
  let depth = 0
  let at = position
  do {
    const type = events[at]?.type
    if (type === undefined) return at
    if (type === EVENT_POP) depth--
    else if (type !== EVENT_SCALAR && type !== EVENT_ALIAS) depth++
    at++
  } while (depth > 0)
  return at
}

interface Child {
  readonly position: number
  readonly offset: number
}

function childOf(
  text: string,
  events: readonly Event[],
  position: number,
  segment: string,
): Child | undefined {
  const event = events[position]
  let at = position + 1
  if (event?.type === EVENT_SEQUENCE) {
    for (let index = 0; events[at] !== undefined && events[at]?.type !== EVENT_POP; index++) {
      if (String(index) === segment) return { position: at, offset: startOf(events[at] as Event) }
      at = afterNode(events, at)
    }
  }
  if (event?.type === EVENT_MAPPING) {
    let last: Child | undefined
    while (events[at] !== undefined && events[at]?.type !== EVENT_POP) {
      const key = events[at] as Event
      const value = afterNode(events, at)
      // Of a key that occurs twice the last one is what was judged.
      if (keyText(text, key) === segment) last = { position: value, offset: startOf(key) }
      at = afterNode(events, value)
    }
    return last
  }
  return undefined
}

function keyText(text: string, event: Event): string | undefined {
  if (event.type !== EVENT_SCALAR) return undefined
  const value = getScalarValue(text, event)
  return event.style === 1 ? String(resolvePlain(value)) : value
}
