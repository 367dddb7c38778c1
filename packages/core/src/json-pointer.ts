/** Keys and list indexes from the root of a document to a value; empty for the root. */
export type Path = readonly (string | number)[]

/** A key or list index as one token of a JSON pointer. Source: RFC 6901, section 3. */
export function pointerToken(key: string | number): string {
  const text = String(key)
  // Most keys need nothing, and pointers are made for every value of a tree.
  return text.includes('~') || text.includes('/')
    ? text.replaceAll('~', '~0').replaceAll('/', '~1')
    : text
}

/** The JSON pointer (RFC 6901) of a path: `/nodeGroups/general/min`; empty for the root. */
export function pointerOf(path: Path): string {
  return path.map((key) => `/${pointerToken(key)}`).join('')
}

/** The path that a JSON pointer names. List indexes stay text; lookups accept both. */
export function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}
