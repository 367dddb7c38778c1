import { isDeepStrictEqual } from 'node:util'
import { type Path, SkyError } from '@skyctl/core'
import { isAlias, isMap, isNode, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml'
import { isYamlMap } from '../load/merge-defaults.ts'
import { parseYaml, type YamlMap } from '../load/parse-yaml.ts'
import { colonEnd, indentStep, insertKey, isLeftOut, keyText } from './insert-key.ts'
import {
  applySplices,
  indentAt,
  insertLines,
  lineEnding,
  lineStart,
  nextLine,
  type Splice,
} from './text-lines.ts'
import { blockLines, flowText, type Nested, scalarText } from './yaml-text.ts'

/** The bytes that an app runs, under the name that people know them by. */
export interface PinnedImage {
  readonly tag: string
  readonly digest: string
}

/**
 * The text of an environment in which an app runs another image: `apps.<app>.image.tag` and `.digest`. Comments, order,
 * quotes and line endings stay as they are, byte for byte, outside the values and lines that say it. Pure.
 *
 * @param file Path for a problem, relative to the workspace.
 * @throws SkyError `cannot-edit` where the text shares the image with something else, by an anchor.
 */
export function setImage(file: string, text: string, app: string, image: PinnedImage): string {
  const path = ['apps', app, 'image']
  const values = { tag: image.tag, digest: image.digest }
  const before = parseYaml(file, text)
  if (before.value === undefined) throw new SkyError(before.problems, { exitCode: 2 })
  const edited = applySplices(text, splicesFor(text, path, values))
  const after = parseYaml(file, edited).value
  if (after === undefined || !isDeepStrictEqual(after, withValue(before.value, path, values))) {
    const problem = {
      id: 'cannot-edit',
      severity: 'error' as const,
      where: { file, ...before.locateKey(path) },
      message: `the image of ${app} cannot be changed here without changing something else: the text shares it by an anchor, or is written in an unusual way`,
      hint: `write apps.${app}.image out in ${file}, without & and *, and run the command again`,
    }
    throw new SkyError([problem])
  }
  return edited
}

/** The data with one value set; maps on the way are made where there is none. */
function withValue(data: YamlMap, [key = '', ...rest]: readonly string[], value: YamlMap): YamlMap {
  const below = Object.hasOwn(data, key) ? data[key] : undefined
  const map = isYamlMap(below) ? below : {}
  return { ...data, [key]: rest.length === 0 ? { ...map, ...value } : withValue(map, rest, value) }
}

function splicesFor(text: string, path: Path, values: Nested): Splice[] {
  const { contents } = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    keepSourceTokens: true,
  })
  let map: unknown = contents
  for (const [depth, key] of path.entries()) {
    if (!isMap(map)) return []
    const rest = path
      .slice(depth + 1)
      .reduceRight<Nested>((inner, one) => ({ [one]: inner }), values)
    const pair = findPair(map, String(key))
    if (pair === undefined) return [insertKey(text, map, String(key), rest)]
    const value = pair.value
    if (isMap(value) && value.items.length > 0) map = value
    // What an alias of the whole image stands for is replaced; one further up stands for more than the image.
    else if (isAlias(value) && depth < path.length - 1) return []
    else return fill(text, map, pair, rest)
  }
  if (!isMap(map)) return []
  const image = map
  return Object.entries(values).flatMap(([key, value]) => {
    const pair = findPair(image, key)
    return pair === undefined
      ? [insertKey(text, image, key, value)]
      : replaceScalar(text, pair, String(value))
  })
}

function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyText(pair.key) === key)
}

/** Gives a key without a value, or with an empty one, what it shall hold. */
function fill(text: string, map: YAMLMap, pair: Pair, nested: Nested): Splice[] {
  const colon = colonEnd(pair)
  const value = isNode(pair.value) && !isLeftOut(pair.value) ? pair.value.range : undefined
  if (map.flow || colon === undefined) {
    const at = colon ?? (isNode(pair.key) ? (pair.key.range?.[1] ?? 0) : 0)
    const put = `${colon === undefined ? ':' : ''} ${flowText(nested)}`
    return [{ start: at, end: value?.[1] ?? at, text: put }]
  }
  const end = value?.[1] ?? colon
  const indent = indentAt(text, lineStart(text, isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0))
  const step = indentStep(text, map)
  const at = text[end - 1] === '\n' ? end : nextLine(text, end)
  return [
    ...(end > colon ? [{ start: colon, end, text: '' }] : []),
    insertLines(text, at, blockLines(nested, indent + step, step)),
  ]
}

/** Replaces a scalar in its own quotes. One that reads as wanted already is left alone. */
function replaceScalar(text: string, pair: Pair, value: string): Splice[] {
  const node = pair.value
  if (!isNode(node) || isLeftOut(node)) {
    const colon = colonEnd(pair)
    return colon === undefined ? [] : [{ start: colon, end: colon, text: ` ${scalarText(value)}` }]
  }
  if (isScalar(node) && node.value === value) return []
  const [start = 0, end = 0] = node.range ?? []
  const tail = text[end - 1] === '\n' ? lineEnding(text) : ''
  return [{ start, end, text: quoted(value, isScalar(node) ? node.type : undefined) + tail }]
}

function quoted(value: string, type: string | undefined): string {
  if (type === 'QUOTE_SINGLE') return `'${value}'`
  return type === 'QUOTE_DOUBLE' ? `"${value}"` : scalarText(value)
}
