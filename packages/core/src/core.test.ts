import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatObjectId,
  type Manifest,
  manifestPath,
  objectId,
  type Problem,
  sortProblems,
  suggest,
  suggestionHint,
} from './index.ts'

const manifest = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
})

describe('an identity', () => {
  it('reads group, kind, namespace and name, never the version', () => {
    const format = (one: Manifest) => formatObjectId(objectId(one))
    expect(format(manifest('apps/v1', 'Deployment', 'web', 'shop'))).toBe(
      'apps/Deployment shop/web',
    )
    expect(format(manifest('v1', 'Service', 'web', 'shop'))).toBe('Service shop/web')
    expect(format(manifest('v1', 'Namespace', 'shop'))).toBe('Namespace shop')
  })
})

describe('a path', () => {
  it('is kind, group and name below the namespace', () => {
    expect(manifestPath(manifest('apps/v1', 'Deployment', 'web', 'shop'))).toBe(
      'shop/deployment.apps.web.yaml',
    )
    expect(manifestPath(manifest('v1', 'Namespace', 'shop'))).toBe(
      '_cluster/namespace.core.shop.yaml',
    )
  })

  it('encodes what a file name cannot carry', () => {
    const role = manifest('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:Reader')
    expect(manifestPath(role)).toBe(
      '_cluster/clusterrole.rbac.authorization.k8s.io.system%3a%52eader.yaml',
    )
  })

  it('is never shared by two names, on a file system that ignores case either', () => {
    const name = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'aAbB:.-%52é') })
    fc.assert(
      fc.property(name, name, (a, b) => {
        const path = (text: string) =>
          manifestPath(manifest('v1', 'ConfigMap', text, 'ns')).toLowerCase()
        expect(path(a) === path(b)).toBe(a === b)
      }),
    )
  })
})

describe('a suggestion', () => {
  it('is the nearest word, swapped letters counting once', () => {
    expect(suggest('regoin', ['region', 'zones'])).toBe('region')
    expect(suggest('cehckout', ['checkout', 'cart'])).toBe('checkout')
  })

  it('is none where nothing is near, and the known words are listed', () => {
    expect(suggest('x', ['region'])).toBeUndefined()
    expect(suggestionHint('x', ['b', 'a'])).toBe('known: a, b')
    expect(suggestionHint('x', [])).toBe('none is defined')
  })
})

describe('problems', () => {
  it('come in the same order however they were found', () => {
    const problem = fc.record({
      id: fc.constantFrom('a', 'b'),
      severity: fc.constantFrom('error' as const, 'warning' as const),
      where: fc.record({ file: fc.constantFrom('x', 'y'), line: fc.nat(3), column: fc.nat(3) }),
      message: fc.constantFrom('m', 'n'),
      hint: fc.constant(''),
    })
    fc.assert(
      fc.property(fc.array(problem), (problems: Problem[]) => {
        const keys = (list: readonly Problem[]) =>
          sortProblems(list).map(({ id, where, message }) => [
            where.file,
            where.line,
            where.column,
            id,
            message,
          ])
        expect(keys([...problems].reverse())).toEqual(keys(problems))
      }),
    )
  })
})
