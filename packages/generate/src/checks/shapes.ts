/** Reads values of manifests that anybody wrote: a member may be missing, or of another type, and nothing throws. */

export type Shape = Readonly<Record<string, unknown>>

const nothing: Shape = Object.freeze({})

/** An object as it is; anything else as an empty one. */
export function shape(value: unknown): Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Shape)
    : nothing
}

/** The members of a list, each as an object, so that an index stays the index of the document; anything else as none. */
export function shapes(value: unknown): readonly Shape[] {
  return Array.isArray(value) ? value.map(shape) : []
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** IAM writes a list of one as text. */
export function textOrTexts(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : texts(value)
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function integer(value: unknown): number | undefined {
  return Number.isInteger(value) ? (value as number) : undefined
}

/** Labels, annotations and the like: the members that are text. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  const given = shape(value)
  for (const key in given) {
    if (typeof given[key] === 'string') continue
    return Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, string] => {
        return typeof entry[1] === 'string'
      }),
    )
  }
  return given as Readonly<Record<string, string>>
}

/** The value at a path of members. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((current, key) => shape(current)[key], value)
}
