import type { Path } from '@skyctl/core'
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Pair } from 'yaml'

/** One step on the way from the root of a document to a value. */
export interface Step {
  /** Where the key of the step is written; of a list entry, where the entry is. */
  readonly keyOffset: number
  /** The YAML node behind the key. */
  readonly value: unknown
  /** Whether this step is the end of the path that was asked for. */
  readonly exact: boolean
}

/** The steps along a path, as far as they exist. Aliases lead to what they stand for. */
export function walk(document: Document, path: Path): readonly Step[] {
  const steps: Step[] = []
  let node: unknown = document.contents
  for (const [depth, key] of path.entries()) {
    const parent = isAlias(node) ? node.resolve(document) : node
    const exact = depth === path.length - 1
    if (isMap(parent)) {
      const pair: Pair | undefined = parent.items.find((item) => keyText(item.key) === String(key))
      if (pair === undefined) break
      node = pair.value
      steps.push({ keyOffset: offsetOf(pair.key) ?? 0, value: node, exact })
    } else if (isSeq(parent)) {
      const item: unknown = parent.items[Number(key)]
      if (item === undefined) break
      node = item
      steps.push({ keyOffset: offsetOf(item) ?? steps.at(-1)?.keyOffset ?? 0, value: node, exact })
    } else break
  }
  return steps
}

/** Where a node begins; undefined for a value that is left out (`key:`), which has no place of its own. */
export function offsetOf(node: unknown): number | undefined {
  if (!isNode(node)) return undefined
  if (isScalar(node) && node.value === null && node.source === '') return undefined
  return node.range?.[0]
}

/** A map key as it reads in the data. */
function keyText(key: unknown): string {
  if (!isScalar(key)) return String(key)
  return key.value === null ? '' : String(key.value)
}
