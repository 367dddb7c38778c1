import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Everything below a folder: file path to text, `path/` to empty text for an empty folder. */
export type DiskTree = Readonly<Record<string, string>>

export function readDiskTree(root: string): DiskTree {
  const tree: Record<string, string> = {}
  const walk = (folder: string): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    if (entries.length === 0 && folder !== '') tree[`${folder}/`] = ''
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else tree[path] = readFileSync(join(root, path), 'utf8')
    }
  }
  walk('')
  return tree
}

export function writeDiskTree(root: string, tree: DiskTree): void {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
