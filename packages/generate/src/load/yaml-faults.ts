import { type Alias, type Document, isMap, isScalar, isSeq, visit, type YAMLError } from 'yaml'
import { offsetOf } from './yaml-nodes.ts'

/**
 * Why a text is not one YAML map:
 * - `yaml-syntax`: it does not parse, or uses a tag or alias that cannot be resolved;
 * - `duplicate-key`: a map sets one key twice;
 * - `merge-conflict`: Git's conflict markers are still in it;
 * - `empty-file`, `several-documents`, `not-a-map`: it parses, to something else than one map.
 */
export type YamlProblemId =
  | 'yaml-syntax'
  | 'duplicate-key'
  | 'merge-conflict'
  | 'empty-file'
  | 'several-documents'
  | 'not-a-map'

export interface YamlFault {
  readonly id: YamlProblemId
  /** Index into the text. */
  readonly offset: number
  readonly message: string
  readonly hint: string
}

/** What keeps a text from being one YAML map, apart from its aliases: see {@link aliasFault}. */
export function yamlFaults(
  text: string,
  documents: readonly Document.Parsed[],
): readonly YamlFault[] {
  const conflicts = conflictFaults(text)
  if (conflicts.length > 0) return conflicts
  const errors = documents.flatMap((document) => [...document.errors, ...document.warnings])
  if (errors.length > 0) return syntaxFaults(text, errors)
  const shape = shapeFault(documents)
  return shape === undefined ? [] : [shape]
}

function conflictFaults(text: string): readonly YamlFault[] {
  return [...text.matchAll(/^<{7}(?: .*)?$/gm)].map(({ index }) => ({
    id: 'merge-conflict',
    offset: index,
    message:
      'a merge conflict is not resolved: the text between <<<<<<< and >>>>>>> holds both sides',
    hint: 'keep the lines that should stay and delete the lines with <<<<<<<, ======= and >>>>>>>',
  }))
}

function syntaxFaults(text: string, errors: readonly YAMLError[]): readonly YamlFault[] {
  // After the first syntax error the parser guesses, and what it then finds misleads. Duplicate keys are no guess.
  const [first] = errors.filter((error) => error.code !== 'DUPLICATE_KEY')
  const duplicates = errors.filter((error) => error.code === 'DUPLICATE_KEY')
  return [...(first === undefined ? [] : [first]), ...duplicates].map((error) => ({
    offset: error.pos[0],
    ...describeSyntaxError(error, text.slice(error.pos[0])),
  }))
}

function describeSyntaxError(error: YAMLError, rest: string): Omit<YamlFault, 'offset'> {
  switch (error.code) {
    case 'DUPLICATE_KEY': {
      const key = /^(?:"[^"]*"|'[^']*'|[^:\s]+)/.exec(rest)?.[0] ?? 'a key'
      return {
        id: 'duplicate-key',
        message: `\`${key}\` is set twice in one map, and only one of the two would count`,
        hint: 'remove one of them, or merge the two',
      }
    }
    case 'TAB_AS_INDENT':
      return {
        id: 'yaml-syntax',
        message: 'a tab indents this line, and YAML allows only spaces',
        hint: 'replace the tab by spaces',
      }
    case 'TAG_RESOLVE_FAILED':
      return {
        id: 'yaml-syntax',
        message: `\`${/^\S+/.exec(rest)?.[0] ?? '!'}\` is a YAML tag, and tags have no meaning here`,
        hint: 'remove the tag; quote a text that begins with !',
      }
    default:
      return {
        id: 'yaml-syntax',
        message: `this is not valid YAML: ${inSentence(error.message)}`,
        hint: 'check the indentation and the quotes of this line and the one above it',
      }
  }
}

function shapeFault([document, second]: readonly Document.Parsed[]): YamlFault | undefined {
  if (document === undefined || isEmpty(document)) {
    return {
      id: 'empty-file',
      offset: 0,
      message: 'the file holds no values',
      hint: 'write the keys, or delete the file',
    }
  }
  if (second !== undefined) {
    return {
      id: 'several-documents',
      offset: second.range[0],
      message: 'the file holds several YAML documents, and only one can be meant',
      hint: 'remove the --- line, or move what follows it into a file of its own',
    }
  }
  if (isMap(document.contents)) return undefined
  return {
    id: 'not-a-map',
    offset: offsetOf(document.contents) ?? 0,
    message: `the file holds ${isSeq(document.contents) ? 'a list' : 'a single value'}, but must hold keys and values`,
    hint: 'write `key: value` lines',
  }
}

function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null)
}

/**
 * What is wrong with the aliases of a document that has no data because of them.
 *
 * @param limit - How many copies aliases may make.
 */
export function aliasFault(document: Document, limit: number): YamlFault {
  const aliases: Alias[] = []
  visit(document, { Alias: (_, alias) => void aliases.push(alias) })
  const lost = aliases.find((alias) => alias.resolve(document) === undefined)
  if (lost === undefined) {
    return {
      id: 'yaml-syntax',
      offset: offsetOf(aliases[0]) ?? 0,
      message: `the aliases of this file stand for more than ${limit} copies of their anchors`,
      hint: 'write the values out',
    }
  }
  return {
    id: 'yaml-syntax',
    offset: offsetOf(lost) ?? 0,
    message: `\`*${lost.source}\` refers to an anchor that is not defined above it`,
    hint: `mark the value that is meant with &${lost.source}, above this line, or write it out`,
  }
}

/** The parser's words as a part of our sentence: lower case, no final stop. */
function inSentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '')
}
