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

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

/**
 * Where a JSON pointer leads in one document of a text: at the key for a member of a map, at the item for one of a list; at
 * the nearest thing above where the pointer leads nowhere. Parses the text again: only what fails pays for its place.
 */
export function locatePointer(text: string, index: number, pointer: string): Position {
  let events: Event[]
  try {
    events = parseEvents(text, { maxDepth: 1000 })
  } catch (error) {
    if (error instanceof YAMLException) return { line: 1, column: 1 }
    throw error
  }
  let position = documentStart(events, index)
  const start = events[position]
  let found = start === undefined ? 0 : startOf(start)
  for (const segment of segmentsOf(pointer)) {
    const child = childOf(text, events, position, segment)
    if (child === undefined) break
    found = child.offset
    position = child.position
  }
  return positionAt(text, found)
}

export function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Index of the event that begins the document's content. */
function documentStart(events: readonly Event[], index: number): number {
  let position = 0
  for (let document = 0; document < index; document++) position = afterNode(events, position)
  return position + 1
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
