import { describe, expect, it } from 'vitest'
import { BenchmarkFailure } from '../benchmark.ts'
import { expectedFiles } from './expected-files.ts'
import { verifyComplete, verifyEdited, verifyUnchanged } from './verify.ts'
import { appsOf } from './workspace.ts'

const size = { apps: 1, environments: 1 }
const [app] = appsOf(size)
const service = 'development/apps/app-0001/storefront/service.core.app-0001.yaml'
const treeWith = (changes: Readonly<Record<string, string | undefined>>) => {
  const tree = new Map(expectedFiles(size).map((path) => [path, 'hash']))
  for (const [path, hash] of Object.entries(changes)) {
    if (hash === undefined) tree.delete(path)
    else tree.set(path, hash)
  }
  return tree
}

describe('the benchmark fails', () => {
  it('where a file is missing, and names its kind', () => {
    expect(() => verifyComplete(treeWith({ [service]: undefined }), size)).toThrow(
      /missing: 1 service\n {2}not expected: nothing/,
    )
  })

  it('where a file is too many', () => {
    const tree = treeWith({ 'development/apps/app-0001/storefront/job.batch.x.yaml': 'hash' })
    expect(() => verifyComplete(tree, size)).toThrow(/not expected: 1 job/)
  })

  it('where a second run changes a byte', () => {
    expect(() => verifyUnchanged(treeWith({}), treeWith({ [service]: 'other' }))).toThrow(
      BenchmarkFailure,
    )
  })

  it('where an edit does not reach every object of its app', () => {
    if (app === undefined) throw new Error('no app')
    expect(() => verifyEdited(treeWith({}), treeWith({ [service]: 'other' }), app, size)).toThrow(
      /but changed 1 service$/,
    )
  })

  it('nowhere else', () => {
    expect(() => verifyComplete(treeWith({}), size)).not.toThrow()
    expect(() => verifyUnchanged(treeWith({}), treeWith({}))).not.toThrow()
  })
})
