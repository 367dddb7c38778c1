import type { Manifest } from '@skyctl/core'
import { expect, it } from 'vitest'
import { sampleWorld } from '../../testing/sample-world.ts'
import { createWorld } from '../world.ts'
import { noDuplicateObject } from './no-duplicate-object.ts'

const object = (name: string, namespace = 'ns', apiVersion = 'apps/v1'): Manifest => ({
  apiVersion,
  kind: 'Deployment',
  metadata: { name, namespace },
})
const { profile } = sampleWorld([])

/** Findings where each object comes from a folder of its own. */
function findings(...files: readonly (readonly [folder: string, manifest: Manifest])[]): string[] {
  const planned = files.map(([folder, manifest]) => ({
    path: `live/${folder}/ns/x.yaml`,
    owner: folder,
    origin: `${folder}/module.ts`,
    body: { kind: 'manifest' as const, manifest },
  }))
  return noDuplicateObject
    .check(createWorld(planned, profile))
    .map(({ object: found, message }) => `${found.origin}: ${message}`)
}

it('accepts objects that differ in kind, name or namespace', () => {
  expect(
    findings(
      ['apps/a', object('a')],
      ['apps/b', object('b')],
      ['apps/c', object('a', 'other')],
      ['apps/d', { ...object('a'), kind: 'StatefulSet' }],
    ),
  ).toEqual([])
})

it('refuses an object that two sources state, in another version too', () => {
  expect(findings(['apps/a', object('a')], ['apps/b', object('a', 'ns', 'apps/v1beta1')])).toEqual([
    'apps/b/module.ts: apps/a/module.ts states the same object (generated/live/apps/a/ns/x.yaml): Argo CD would apply both in turn, without end',
  ])
})

it('refuses an object that a chart creates as well, at the one that we state', () => {
  const both = [
    ['apps/a', object('a')],
    ['world/net', object('a')],
  ] as const
  for (const files of [both, [...both].reverse()]) {
    expect(findings(...files)).toEqual([
      'apps/a/module.ts: world/net/module.ts has a chart that creates the same object (generated/live/world/net/ns/x.yaml): Argo CD would apply both in turn, without end',
    ])
  }
})

it('leaves charts to themselves', () => {
  expect(findings(['world/a', object('a')], ['world/b', object('a')])).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findings()).toEqual([])
})
