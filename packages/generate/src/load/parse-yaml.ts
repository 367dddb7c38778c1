import { type Path, type Problem, pathOf } from '@skyctl/core'
import { type Document, isScalar, LineCounter, parseAllDocuments } from 'yaml'
import { aliasFault, type YamlFault, yamlFaults } from './yaml-faults.ts'
import { offsetOf, walk } from './yaml-nodes.ts'

/** Line and column, both counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A map as plain data: what a YAML file that people edit holds at its root. */
export type YamlMap = Readonly<Record<string, unknown>>

/** A YAML file as data, and the way back from data to the text. */
export interface ParsedYaml {
  readonly file: string
  /** Undefined where there are problems. */
  readonly value: YamlMap | undefined
  /** Their ids are of {@link YamlProblemId}. */
  readonly problems: readonly Problem[]
  /** Position of the value at a path or JSON pointer; where it does not exist, of the nearest existing parent's key. */
  readonly locate: (path: Path | string) => Position
  /** Position of the key at a path or JSON pointer; where it does not exist, of the nearest existing parent's key. */
  readonly locateKey: (path: Path | string) => Position
  /** The scalar at a path as it is written, before YAML made a number of it: `012`, `1.30`. */
  readonly source: (path: Path) => string | undefined
}

/** Enough for a file that people write; few enough that nested aliases cannot exhaust memory. */
const maxAliasCount = 100

const start: Position = { line: 1, column: 1 }

/**
 * Reads one YAML 1.2 document (core schema: `yes`, `no` and dates are text) whose root is a map.
 * Never throws on bad text: everything that is wrong with it is in `problems`, with line and column.
 *
 * @param file - Path for the problems, relative to the workspace.
 */
export function parseYaml(file: string, text: string): ParsedYaml {
  const lines = new LineCounter()
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const failed = (faults: readonly YamlFault[]): ParsedYaml => ({
    file,
    value: undefined,
    problems: faults.map(({ id, offset, message, hint }) => ({
      id,
      severity: 'error',
      where: { file, ...positionAt(offset) },
      message,
      hint,
    })),
    locate: () => start,
    locateKey: () => start,
    source: () => undefined,
  })

  const documents = [
    ...parseAllDocuments(text, {
      lineCounter: lines,
      version: '1.2',
      schema: 'core',
      strict: true,
      uniqueKeys: true,
      prettyErrors: false,
    }),
  ]
  const faults = yamlFaults(text, documents)
  const [document] = documents
  if (document === undefined || faults.length > 0) return failed(faults)
  const value = toData(document)
  if (value === undefined) return failed([aliasFault(document, maxAliasCount)])

  const locateAs = (what: 'key' | 'value') => (path: Path | string) => {
    const last = walk(document, typeof path === 'string' ? pathOf(path) : path).at(-1)
    if (last === undefined) return positionAt(offsetOf(document.contents) ?? 0)
    const offset = what === 'value' && last.exact ? offsetOf(last.value) : undefined
    return positionAt(offset ?? last.keyOffset)
  }
  return {
    file,
    value,
    problems: [],
    locate: locateAs('value'),
    locateKey: locateAs('key'),
    source: (path) => {
      const last = walk(document, path).at(-1)
      return last?.exact && isScalar(last.value) ? last.value.source : undefined
    },
  }
}

/** The data of a document; undefined where an alias has no anchor, or aliases multiply without end. */
function toData(document: Document): YamlMap | undefined {
  try {
    return document.toJS({ maxAliasCount }) as YamlMap
  } catch (error) {
    if (error instanceof ReferenceError) return undefined
    throw error
  }
}
