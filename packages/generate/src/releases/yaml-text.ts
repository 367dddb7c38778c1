import { parse } from 'yaml'

/** Nested keys that are to be written: the leaves are texts. */
export interface Nested {
  readonly [key: string]: string | Nested
}

/** A text as a YAML scalar: plain where every reader, of YAML 1.1 too, takes it for the text that it is. */
export function scalarText(value: string): string {
  const isPlain = (['1.1', '1.2'] as const).every((version) => isRead(value, version))
  return isPlain ? value : JSON.stringify(value)
}

function isRead(value: string, version: '1.1' | '1.2'): boolean {
  try {
    // Inside a flow map, where more characters have a meaning.
    const { key } = parse(`{ key: ${value} }`, { version, logLevel: 'silent' }) as { key: unknown }
    return key === value
  } catch {
    return false
  }
}

/** `{ tag: 1.4.2, digest: sha256:... }` */
export function flowText(nested: Nested): string {
  const pairs = Object.entries(nested).map(([key, value]) => `${scalarText(key)}: ${flow(value)}`)
  return `{ ${pairs.join(', ')} }`
}

function flow(value: string | Nested): string {
  return typeof value === 'string' ? scalarText(value) : flowText(value)
}

/** One line a key, what is nested indented by `step` more spaces. */
export function blockLines(nested: Nested, indent: string, step: string): string[] {
  return Object.entries(nested).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${indent}${scalarText(key)}: ${scalarText(value)}`]
      : [`${indent}${scalarText(key)}:`, ...blockLines(value, indent + step, step)],
  )
}
