import { findUnwritable, isPlainObject } from './find-unwritable.ts'
import { blockScalar, inlineScalar, numberScalar } from './yaml-scalar.ts'

/**
 * Writes any JSON value as block-style YAML: two spaces a level, lists at their key's indentation,
 * keys in the order given, never a folded line. Members that are `undefined` are left out, and `-0` is
 * written `0`, as `JSON.stringify` does. What it writes means the same to a YAML 1.2 and to a YAML 1.1
 * reader. Ends with exactly one newline.
 *
 * @throws TypeError naming the JSON pointer of a value that YAML cannot carry: a non-finite number, a
 * bigint, function, symbol, `undefined` in a list, lone surrogate, class instance, or a cycle.
 */
export function writeYaml(value: unknown): string {
  try {
    const text = document(value, true)
    // A kept block scalar at the very end would end the file in empty lines, which editors and git strip.
    return text.endsWith('\n\n') ? document(value, false) : text
  } catch (error) {
    const found = findUnwritable(value)
    if (found === undefined) throw error
    throw new TypeError(`cannot write ${found.what} at '${found.pointer}' as YAML`, {
      cause: error,
    })
  }
}

function document(value: unknown, keep: boolean): string {
  if (typeof value !== 'object' || value === null) return `${scalar(value, '  ', keep)}\n`
  if (Array.isArray(value)) return items(value, '', '', keep) || '[]\n'
  return members(value, '', '', keep) || '{}\n'
}

/** A map's lines; `first` stands before the first key, `indent` before the others. Empty for an empty map. */
function members(map: object, first: string, indent: string, keep: boolean): string {
  if (!isPlainObject(map)) throw new TypeError('not a plain object')
  checkDepth(map, indent)
  let text = ''
  let lead = first
  for (const key of Object.keys(map)) {
    const value = (map as Readonly<Record<string, unknown>>)[key]
    if (value === undefined) continue
    const name = inlineScalar(key)
    text +=
      name.length > longestImplicitKey
        ? `${lead}? ${name}\n${indent}:${member(value, indent, `${indent}  `, keep)}`
        : `${lead}${name}:${member(value, indent, indent, keep)}`
    lead = indent
  }
  return text
}

/** What stands after a key's colon. */
function member(value: unknown, indent: string, listIndent: string, keep: boolean): string {
  const deeper = `${indent}  `
  if (typeof value !== 'object' || value === null) return ` ${scalar(value, deeper, keep)}\n`
  if (Array.isArray(value)) {
    return value.length === 0 ? ' []\n' : `\n${items(value, listIndent, listIndent, keep)}`
  }
  const lines = members(value, deeper, deeper, keep)
  return lines === '' ? ' {}\n' : `\n${lines}`
}

/** A list's lines; `first` stands before the first dash, `indent` before the others. */
function items(list: readonly unknown[], first: string, indent: string, keep: boolean): string {
  checkDepth(list, indent)
  const deeper = `${indent}  `
  let text = ''
  let dash = `${first}- `
  for (const value of list) {
    if (typeof value !== 'object' || value === null) {
      text += `${dash}${scalar(value, deeper, keep)}\n`
    } else if (Array.isArray(value)) {
      text += items(value, dash, deeper, keep) || `${dash}[]\n`
    } else {
      text += members(value, dash, deeper, keep) || `${dash}{}\n`
    }
    dash = `${indent}- `
  }
  return text
}

function scalar(value: unknown, blockIndent: string, keep: boolean): string {
  if (typeof value === 'string') return blockScalar(value, blockIndent, keep) ?? inlineScalar(value)
  if (typeof value === 'number') return numberScalar(value)
  if (value === null || typeof value === 'boolean') return String(value)
  throw new TypeError('not a JSON value')
}

// A reader gives up on an implicit key after 1,024 characters.
const longestImplicitKey = 1000

/** Indentation at which a cycle is looked for: far deeper than any real document, far from the stack's end. */
const suspiciousIndent = 400

/** Cheaper than a set of ancestors: a cycle is sure to pass this indentation, and a tree hardly ever does. */
function checkDepth(value: object, indent: string): void {
  if (indent.length === suspiciousIndent && findUnwritable(value) !== undefined) {
    throw new TypeError('not a JSON value')
  }
}
