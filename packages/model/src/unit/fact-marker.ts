/**
 * A fact that is not known yet travels as a marker inside strings, through any construct, chart value or template,
 * so that whatever object it ends up in can be recognised and held back. U+E000 is a private-use character:
 * it stands in no manifest otherwise.
 */
const mark = '\uE000'
const pattern = new RegExp(`${mark}fact:([a-z0-9-]+)${mark}`, 'g')

export function factMarker(name: string): string {
  return `${mark}fact:${name}${mark}`
}

/** Names of the facts that a value still waits for, sorted; searches every string in it, keys too. */
export function factsIn(value: unknown): string[] {
  const names = new Set<string>()
  collect(value, names)
  return [...names].sort()
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value === 'string') {
    if (value.includes(mark)) for (const match of value.matchAll(pattern)) names.add(match[1] ?? '')
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, names)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      collect(key, names)
      collect(item, names)
    }
  }
}
