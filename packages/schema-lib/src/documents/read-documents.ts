import type { Json, JsonObject } from '@skyctl/core'
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { isRecord } from '../judge/is-record.ts'
import { isJson, lineFaults } from './line-faults.ts'
import { isOldBoolean, resolvePlain } from './plain-scalar.ts'
import { readPlainBlocks } from './read-plain-blocks.ts'

/** Where something stands in a text: offset in UTF-16 code units. */
export interface TextFault {
  readonly id:
    | 'invalid-yaml'
    | 'duplicate-key'
    | 'yaml-1.1-boolean'
    | 'yaml-1.1-line-break'
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
  const parsed = parseNodes(text)
  if ('fault' in parsed) return { documents: [], faults: [parsed.fault] }
  const builder = new Builder(text)
  const documents = parsed.documents.flatMap(({ contents }, index): ReadDocument[] => {
    const value = builder.document(contents)
    // `---` with nothing but comments behind it is a null; kubectl passes it over.
    return value === null || contents === null ? [] : [{ index, value, offset: contents.range[0] }]
  })
  return { documents, faults: [...lineFaults(text, parsed.documents), ...builder.faults] }
}

export type ParsedDocument = Document.Parsed<ParsedNode>

/** The nodes of a text, with nothing resolved: what a scalar means is for Kubernetes' reader to say. */
export function parseNodes(
  text: string,
): { readonly documents: readonly ParsedDocument[] } | { readonly fault: TextFault } {
  const invalid = (offset: number, why: string) => ({
    fault: {
      id: 'invalid-yaml' as const,
      offset: Math.min(offset, text.length),
      message: `this is neither YAML nor JSON: ${why}`,
      hint: 'correct the text; nothing in it was judged',
    },
  })
  // U+FFFE and U+FFFF are no characters at all; YAML has no place for them, and JSON has.
  const control = /(?![\t\n\r\u0085])\p{Cc}|[\ufffe\uffff]/u.exec(text)
  if (control !== null && !isJson(text))
    return invalid(control.index, 'it holds a control character')
  try {
    const documents = parseAllDocuments(text, {
      version: '1.1',
      schema: 'failsafe',
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    })
    if (!Array.isArray(documents)) return { documents: [] }
    const error = documents.flatMap(({ errors }) => errors)[0]
    return error === undefined
      ? { documents: documents as ParsedDocument[] }
      : invalid(error.pos[0], error.message)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return invalid(0, 'it is nested without end')
  }
}

/** Nodes that the aliases of one text may stand for: a real manifest never comes near, a bomb passes at once. */
const maxAliasNodes = 100_000

/** Tags of YAML 1.1 that Kubernetes reads, and what a value with one must be. */
const scalarTags: Readonly<Record<string, (value: Json) => boolean>> = {
  'tag:yaml.org,2002:int': (value) => Number.isInteger(value),
  'tag:yaml.org,2002:float': (value) => typeof value === 'number',
  'tag:yaml.org,2002:bool': (value) => typeof value === 'boolean',
  'tag:yaml.org,2002:null': (value) => value === null,
}

/** An escape that JSON has and YAML 1.1 has not, or half a character. */
const unreadableEscape = /^(?:[^\\]|\\(?!\/|u[dD][89a-fA-F])[\s\S])*\\(\/|u[dD][89a-fA-F])/

/** Makes values of nodes, and notes what Kubernetes would refuse or read otherwise than people do. */
class Builder {
  readonly faults: TextFault[] = []
  private anchors = new Map<string, { readonly value: Json; readonly nodes: number }>()
  private nodes = 0
  private aliasNodes = 0
  private readonly text: string
  private jsonKnown: boolean | undefined

  constructor(text: string) {
    this.text = text
  }

  /** JSON is read by a reader of its own. */
  private get isJson(): boolean {
    this.jsonKnown ??= isJson(this.text)
    return this.jsonKnown
  }

  document(contents: ParsedNode | null): Json {
    this.anchors = new Map()
    return contents === null ? null : this.node(contents)
  }

  private node(node: ParsedNode): Json {
    if (isAlias(node)) return this.alias(node)
    const before = this.nodes++
    const value = isMap(node)
      ? this.map(node as YAMLMap.Parsed)
      : isSeq(node)
        ? (node as YAMLSeq.Parsed).items.map((item) => this.node(item))
        : this.scalar(node as Scalar.Parsed)
    const { anchor } = node as { readonly anchor?: string }
    if (anchor !== undefined) this.anchors.set(anchor, { value, nodes: this.nodes - before })
    return value
  }

  private scalar(node: Scalar.Parsed): Json {
    const text = textOf(node)
    if (node.type === 'QUOTE_DOUBLE') this.checkEscapes(node.range)
    if (node.tag !== undefined) return this.tagged(node, text)
    return node.type === 'PLAIN' ? resolvePlain(text) : text
  }

  private checkEscapes([start, end]: Scalar.Parsed['range']): void {
    const source = this.text.slice(start, end)
    if (!source.includes('\\')) return
    const found = unreadableEscape.exec(source)
    if (found === null || this.isJson) return
    const sequence = `\\${found[1]}`
    this.faults.push({
      id: 'unsupported-yaml',
      offset: start + found[0].length - sequence.length,
      message: `the escape ${sequence} is one of JSON, and Kubernetes refuses it in YAML`,
      hint: 'write the character itself',
    })
  }

  private tagged(node: Scalar.Parsed, text: string): Json {
    const tag = node.tag ?? ''
    if (tag === '!' || tag === 'tag:yaml.org,2002:str') return text
    const isOf = scalarTags[tag]
    if (isOf !== undefined) {
      const value = resolvePlain(text)
      if (!isOf(value)) {
        this.faults.push({
          id: 'unsupported-yaml',
          offset: node.range[0],
          message: `${JSON.stringify(text)} is not what its tag says: Kubernetes cannot read it`,
          hint: 'remove the tag, or correct the value',
        })
      }
      return value
    }
    this.faults.push({
      id: 'unsupported-yaml',
      offset: node.range[0],
      message: `the tag ${tag} means nothing to Kubernetes`,
      hint: 'remove the tag and write the value as it is',
    })
    return text
  }

  private map(node: YAMLMap.Parsed): Json {
    const result: Record<string, Json> = {}
    const own = new Set<string>()
    const merged: { readonly offset: number; readonly source: Json }[] = []
    for (const { key, value } of node.items) {
      if (isScalar(key) && key.type === 'PLAIN' && key.value === '<<') {
        merged.push({
          offset: key.range?.[0] ?? 0,
          source: value === null ? null : this.node(value),
        })
        continue
      }
      const name = this.key(key)
      if (own.has(name)) {
        this.faults.push({
          id: 'duplicate-key',
          offset: key.range[0],
          message: `the key '${name}' stands here for the second time: Kubernetes refuses the document`,
          hint: 'remove one of the two',
        })
      }
      own.add(name)
      setOwn(result, name, value === null ? null : this.node(value))
    }
    for (const { offset, source } of merged) this.merge(result, source, offset)
    return result
  }

  /** Adds what `<<` names. Of a key that is there already readers disagree which value counts, and strict ones refuse it. */
  private merge(result: Record<string, Json>, source: Json, offset: number): void {
    const maps: readonly unknown[] = Array.isArray(source) ? source : [source]
    for (const map of maps) {
      if (!isRecord(map)) {
        this.faults.push({
          id: 'unsupported-yaml',
          offset,
          message: "'<<' merges a map or a list of maps, and this is neither",
          hint: 'name an anchor of a map, or put the key in quotes',
        })
        continue
      }
      for (const [key, value] of Object.entries(map as JsonObject)) {
        if (!Object.hasOwn(result, key)) {
          setOwn(result, key, value)
          continue
        }
        this.faults.push({
          id: 'duplicate-key',
          offset,
          message: `the key '${key}' is merged here and stands there already: some readers take the one, some the other, and strict ones refuse the document`,
          hint: 'write the map out, each key once',
        })
      }
    }
  }

  /** Keys are text in JSON: Go writes numbers and booleans out, and so `yes:` becomes the key `true`. */
  private key(node: ParsedNode): string {
    if (!isScalar(node)) {
      this.faults.push({
        id: 'unsupported-yaml',
        offset: node.range[0],
        message: 'a key that is itself a list or a map cannot become JSON',
        hint: 'use text as the key',
      })
      return ''
    }
    const value = this.node(node)
    const source = textOf(node as Scalar.Parsed)
    if (typeof value === 'boolean' && isOldBoolean(source)) {
      this.faults.push({
        id: 'yaml-1.1-boolean',
        offset: node.range?.[0] ?? 0,
        message: `the key ${source} is the boolean ${value} to Kubernetes, whose reader is one of YAML 1.1: the key becomes '${value}'`,
        hint: `write '${source}' in quotes`,
      })
    }
    if (value === null) {
      this.faults.push({
        id: 'unsupported-yaml',
        offset: node.range?.[0] ?? 0,
        message: 'a key that is null cannot become JSON',
        hint: "use text as the key, or write 'null' in quotes",
      })
    }
    return String(value)
  }

  private alias({ source, range }: Alias.Parsed): Json {
    const offset = range[0]
    const anchor = this.anchors.get(source)
    if (anchor === undefined) {
      this.faults.push({
        id: 'invalid-yaml',
        offset,
        message: `nothing before this is called &${source}`,
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
        offset,
        message: `the aliases of this text stand for more than ${maxAliasNodes} nodes: it grows without bound when it is read`,
        hint: 'write out what the aliases stand for',
      })
    }
    return null
  }
}

/** The text of a scalar, quotes and escapes resolved. */
export function textOf(node: Pick<Scalar.Parsed, 'value'>): string {
  return node.value === null || node.value === undefined ? '' : String(node.value)
}

function setOwn(result: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') {
    result[key] = value
    return
  }
  Object.defineProperty(result, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}
