import type { Path } from '@skyctl/core'

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
