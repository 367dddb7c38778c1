import { expect, it } from 'vitest'
import { sampleEnvironment } from '../../testing/sample-workspace.ts'
import { primaryOf, standbysOf } from './standby.ts'

const live = sampleEnvironment('live')
const dr = sampleEnvironment('dr', { standbyFor: 'live' })
const test = sampleEnvironment('test')
const all = [live, dr, test]

it('the primary of a standby is the environment that it names', () => {
  expect(primaryOf(dr, all)).toBe(live)
})

it('an environment that names none has no primary', () => {
  expect(primaryOf(live, all)).toBeUndefined()
})

it('a standby whose primary is not loaded has none', () => {
  expect(primaryOf(dr, [dr, test])).toBeUndefined()
})

it('the standbys of an environment are all that name it', () => {
  const second = sampleEnvironment('second', { standbyFor: 'live' })
  expect(standbysOf(live, [...all, second])).toEqual([dr, second])
})

it('an environment that nobody names has no standby', () => {
  expect(standbysOf(test, all)).toEqual([])
})
