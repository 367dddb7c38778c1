import { type DiffItem, sections } from './items.ts'

/** An item with the environments in which it is the same. */
export interface FoldedItem extends DiffItem {
  readonly environments: readonly string[]
}

/** Items of several environments, each once; the reasons stand where the first has them. */
export function foldItems(
  byEnvironment: ReadonlyMap<string, readonly DiffItem[]>,
): readonly FoldedItem[] {
  const folded = new Map<string, DiffItem & { environments: string[] }>()
  for (const [environment, items] of byEnvironment) {
    for (const item of items) {
      const key = neutral(item.key, environment)
      const known = folded.get(key)
      if (known === undefined) folded.set(key, { ...item, environments: [environment] })
      else known.environments.push(environment)
    }
  }
  return [...folded.values()].sort(
    (a, b) =>
      sections.indexOf(a.section) - sections.indexOf(b.section) ||
      b.weight * b.environments.length - a.weight * a.environments.length ||
      (a.key < b.key ? -1 : 1),
  )
}

/** Names of databases and such carry the environment: the same change is one all the same. */
function neutral(text: string, environment: string): string {
  return environment === '' ? text : text.replaceAll(environment, '<environment>')
}
