import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** @param {string} folder @returns {string[]} */
function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesIn(path)
    return /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : []
  })
}

/** Everything that a run of skyctl depends on: its sources, its schemas, and its packages. @param {string} root */
function sourcesOf(root) {
  const packages = join(root, 'packages')
  const folders = [
    ...readdirSync(packages).map((name) => join(packages, name, 'src')),
    // Not the schema of the environments, which a run writes.
    join(root, 'schemas', 'crds'),
    ...readdirSync(join(root, 'schemas'))
      .filter((name) => /^v\d/.test(name))
      .map((name) => join(root, 'schemas', name)),
  ].filter((folder) => existsSync(folder))
  return [join(root, 'package-lock.json'), ...folders.flatMap(sourcesIn).sort()].map((path) =>
    path.slice(root.length),
  )
}

/** @param {string} root @param {readonly string[]} paths */
function hashOfContents(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex').slice(0, 24)
}

/**
 * What no write to a file leaves as it is, and whether all that happened long enough ago that a later write shows: two writes within one tick
 * of the file system's clock do not. As git's index does it.
 *
 * @param {string} root
 * @param {readonly string[]} paths
 */
function stampOf(root, paths) {
  const hash = createHash('sha256')
  let newest = 0
  for (const path of paths) {
    const { size, mtimeMs, ctimeMs, ino } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs} ${ctimeMs} ${ino}\n`)
    newest = Math.max(newest, mtimeMs, ctimeMs)
  }
  return { stamp: hash.digest('hex'), isSettled: newest < Date.now() - 2000 }
}

/**
 * A hash of all sources of skyctl, in 24 hex digits. They are read only where one may have changed since the last time.
 *
 * @param {string} root Folder that holds packages/ and schemas/.
 * @param {string} cache Folder in which it is remembered; made where it lacks.
 */
export function hashOfSources(root, cache) {
  const paths = sourcesOf(root)
  const { stamp, isSettled } = stampOf(root, paths)
  const file = join(cache, 'sources')
  const [known, version] = existsSync(file) ? readFileSync(file, 'utf8').split(' ') : []
  if (known === stamp && version !== undefined) return version
  const hash = hashOfContents(root, paths)
  if (isSettled) {
    const temporary = `${file}.${process.pid}`
    try {
      mkdirSync(cache, { recursive: true })
      writeFileSync(temporary, `${stamp} ${hash}`)
      renameSync(temporary, file)
    } catch {
      // A folder that may not be written costs the time of reading all sources, and nothing else.
    }
  }
  return hash
}
