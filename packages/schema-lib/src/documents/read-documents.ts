import type { Json } from '@skyctl/core'
import {
  EVENT_ALIAS,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE_PLAIN,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml'
import { isOldBoolean, resolvePlain } from './plain-scalar.ts'
import { readPlainBlocks } from './read-plain-blocks.ts'

/** Where something stands in a text: offset in UTF-16 code units. */
export interface TextFault {
  readonly id:
    | 'invalid-yaml'
    | 'duplicate-key'
    | 'yaml-1.1-boolean'
    | 'yaml-bomb'
    | 'unsupported-yaml'
  readonly offset: number
  readonly message: string
  readonly hint: string
}

/** One document of a file, as Kubernetes reads it. */
export interface ReadDocument {
  /** From 0, in the order of the text; an empty document is left out, and counted. */
  readonly index: number
  readonly value: Json
  /** Where the document begins. */
  readonly offset: number
}

export interface ReadText {
  readonly documents: readonly ReadDocument[]
  readonly faults: readonly TextFault[]
}

/** Levels of nesting that are read: nothing that the API server accepts comes near. */
const maxDepth = 1000
/** Nodes that the aliases of one text may stand for: a real manifest never comes near, a bomb passes at once. */
const maxAliasNodes = 100_000

/**
 * Reads YAML or JSON as `kubectl` and Argo CD do: Go's YAML 1.1, where a key that occurs twice is an error. A text that
 * cannot be parsed gives no document: what was meant would be guessed.
 */
export function readDocuments(text: string): ReadText {
  const documents = readPlainBlocks(text)
  return documents === undefined ? parseDocuments(text) : { documents, faults: [] }
}

/** {@link readDocuments} by the parser alone: for any YAML, and for what is wrong with it. */
export function parseDocuments(text: string): ReadText {
  let events: Event[]
  try {
    events = parseEvents(text, { maxDepth })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    return { documents: [], faults: [syntaxFault(error, text)] }
  }
  return new Builder(text, events).build()
}

function syntaxFault(error: YAMLException, text: string): TextFault {
  const position = (error.mark as { readonly position?: number } | undefined)?.position ?? 0
  return {
    id: 'invalid-yaml',
    offset: Math.min(position, text.length),
    message: `this is neither YAML nor JSON: ${error.reason}`,
    hint: 'correct the text; nothing in it was judged',
  }
}

/** Makes values of events, one pass, and notes what Kubernetes would refuse or read otherwise than people do. */
class Builder {
  private readonly text: string
  private readonly events: readonly Event[]
  private readonly faults: TextFault[] = []
  private position = 0
  private anchors = new Map<string, { readonly value: Json; readonly nodes: number }>()
  private nodes = 0
  private aliasNodes = 0

  constructor(text: string, events: readonly Event[]) {
    this.text = text
    this.events = events
  }

  build(): ReadText {
    const documents: ReadDocument[] = []
    let index = 0
    while (this.position < this.events.length) {
      this.take()
      this.anchors = new Map()
      if (this.peek().type === EVENT_POP) {
        this.take()
        index++
        continue
      }
      const offset = startOf(this.peek())
      const value = this.node()
      // `---` with nothing but comments behind it is a null; kubectl passes it over.
      if (value !== null) documents.push({ index, value, offset })
      while (this.take().type !== EVENT_POP);
      index++
    }
    return { documents, faults: this.faults }
  }

  private peek(): Event {
    return this.events[this.position] as Event
  }

  private take(): Event {
    return this.events[this.position++] as Event
  }

  private node(): Json {
    const event = this.take()
    const before = this.nodes++
    let value: Json
    switch (event.type) {
      case EVENT_SCALAR:
        value = this.scalar(event)
        break
      case EVENT_MAPPING:
        value = this.mapping()
        break
      case EVENT_SEQUENCE:
        value = this.sequence()
        break
      case EVENT_ALIAS:
        return this.alias(event)
      default:
        throw new Error(`an event of type ${event.type} where a node begins`)
    }
    if (event.anchorStart !== -1) {
      const name = this.text.slice(event.anchorStart, event.anchorEnd)
      this.anchors.set(name, { value, nodes: this.nodes - before })
    }
    return value
  }

  private scalar(event: ScalarEvent): Json {
    const text = getScalarValue(this.text, event)
    if (event.tagStart !== -1) return this.tagged(event, text)
    return event.style === SCALAR_STYLE_PLAIN ? resolvePlain(text) : text
  }

  private tagged(event: ScalarEvent, text: string): Json {
    const tag = this.text.slice(event.tagStart, event.tagEnd)
    if (tag === '!!str' || tag === '!') return text
    if (/^!!(int|float|bool|null)$/.test(tag)) return resolvePlain(text)
    this.faults.push({
      id: 'unsupported-yaml',
      offset: event.tagStart,
      message: `the tag ${tag} means nothing to Kubernetes`,
      hint: 'remove the tag and write the value as it is',
    })
    return text
  }

  private sequence(): Json {
    const items: Json[] = []
    while (this.peek().type !== EVENT_POP) items.push(this.node())
    this.take()
    return items
  }

  private mapping(): Json {
    const result: Record<string, Json> = {}
    const own = new Set<string>()
    const merged: Json[] = []
    while (this.peek().type !== EVENT_POP) {
      const event = this.peek()
      const key = this.key()
      if (key === '<<' && isPlain(event)) {
        merged.push(this.node())
        continue
      }
      if (own.has(key)) {
        this.faults.push({
          id: 'duplicate-key',
          offset: startOf(event),
          message: `the key '${key}' stands here for the second time: Kubernetes refuses the document`,
          hint: 'remove one of the two',
        })
      }
      own.add(key)
      const value = this.node()
      if (key === '__proto__') {
        Object.defineProperty(result, key, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        })
      } else result[key] = value
    }
    this.take()
    for (const source of merged.flat()) {
      if (typeof source !== 'object' || source === null) continue
      for (const [key, value] of Object.entries(source)) if (!own.has(key)) result[key] ??= value
    }
    return result
  }

  /** Keys are text in JSON: Go writes numbers and booleans out, and so `yes:` becomes the key `true`. */
  private key(): string {
    const event = this.peek()
    if (event.type !== EVENT_SCALAR) {
      this.faults.push({
        id: 'unsupported-yaml',
        offset: startOf(event),
        message: 'a key that is itself a list or a map cannot become JSON',
        hint: 'use text as the key',
      })
      this.node()
      return ''
    }
    const source = getScalarValue(this.text, event)
    const value = this.node()
    if (typeof value === 'boolean' && isOldBoolean(source)) {
      this.faults.push({
        id: 'yaml-1.1-boolean',
        offset: event.valueStart,
        message: `the key ${source} is the boolean ${value} to Kubernetes, whose reader is one of YAML 1.1: the key becomes '${value}'`,
        hint: `write '${source}' in quotes`,
      })
    }
    return value === null ? 'null' : String(value)
  }

  private alias(event: Extract<Event, { type: typeof EVENT_ALIAS }>): Json {
    const name = this.text.slice(event.anchorStart, event.anchorEnd)
    const anchor = this.anchors.get(name)
    if (anchor === undefined) {
      this.faults.push({
        id: 'invalid-yaml',
        offset: event.anchorStart,
        message: `nothing before this is called &${name}`,
        hint: 'correct the name of the anchor',
      })
      return null
    }
    this.aliasNodes += anchor.nodes
    this.nodes += anchor.nodes
    if (this.aliasNodes <= maxAliasNodes) return anchor.value
    if (this.aliasNodes - anchor.nodes <= maxAliasNodes) {
      this.faults.push({
        id: 'yaml-bomb',
        offset: event.anchorStart,
        message: `the aliases of this text stand for more than ${maxAliasNodes} nodes: it grows without bound when it is read`,
        hint: 'write out what the aliases stand for',
      })
    }
    return null
  }
}

function isPlain(event: Event): boolean {
  return event.type === EVENT_SCALAR && event.style === SCALAR_STYLE_PLAIN
}

/** Offset of an event that stands for a node. */
export function startOf(event: Event): number {
  switch (event.type) {
    case EVENT_SCALAR:
      return event.style === SCALAR_STYLE_PLAIN ? event.valueStart : event.valueStart - 1
    case EVENT_MAPPING:
    case EVENT_SEQUENCE:
      return event.start
    case EVENT_ALIAS:
      return event.anchorStart - 1
    default:
      return 0
  }
}
