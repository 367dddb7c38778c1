import { expect, it } from 'vitest'
import { sampleDeployment, sampleWorld } from '../../testing/sample-world.ts'
import { runChecks } from '../run-checks.ts'
import { requireImageDigest } from './require-image-digest.ts'

const severities = (image: string, level: 'baseline' | 'strict') =>
  runChecks(sampleWorld([sampleDeployment({ image })], { profile: { level } }), [
    requireImageDigest,
  ]).map(({ severity, where }) => [severity, where.pointer])

const pointer = '/spec/template/spec/containers/0/image'

it('accepts an image with a digest', () => {
  expect(severities(`web:1@sha256:${'a'.repeat(64)}`, 'strict')).toEqual([])
})

it('is an error where guardrails are strict and a warning elsewhere', () => {
  expect(severities('web:1', 'strict')).toEqual([['error', pointer]])
  expect(severities('web:1', 'baseline')).toEqual([['warning', pointer]])
})

it('does not take a short or upper-case digest for one', () => {
  expect(severities('web@sha256:abc', 'strict')).toHaveLength(1)
  expect(severities(`web@sha256:${'A'.repeat(64)}`, 'strict')).toHaveLength(1)
})

it('has nothing to say of an empty world', () => {
  expect(requireImageDigest.check(sampleWorld([]))).toEqual([])
})
