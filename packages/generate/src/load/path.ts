/** Keys and list indexes from the root of a document to a value; empty for the root. */
export type Path = readonly (string | number)[]

/** The JSON pointer (RFC 6901) of a path: `/nodeGroups/general/min`; empty for the root. */
export function pointerOf(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The path that a JSON pointer names. List indexes stay text; lookups accept both. */
export function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const plainKey = /^[A-Za-z_][\w-]*$/

/** The path as people write it: `nodeGroups.general.instanceTypes[0]`, `tags["a/b"]`. */
export function pathText(path: Path): string {
  let text = ''
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`
    else if (!plainKey.test(key)) text += `[${JSON.stringify(key)}]`
    else text += text === '' ? key : `.${key}`
  }
  return text
}
