import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { banLatestTag } from './ban-latest-tag.ts'

const find = (image: string) =>
  findingsIn(banLatestTag, workload({ spec: `initContainers: [{ name: a, image: "${image}" }]` }))

it.each([
  'web:1',
  'localhost:5000/web:1',
  `web@sha256:${'0'.repeat(64)}`,
  `web:latest@sha256:${'0'.repeat(64)}`,
])('accepts %s', (image) => {
  expect(find(image)).toEqual([])
})

it.each(['web', 'web:latest', 'localhost:5000/web', 'registry.example.com/a/web:latest'])(
  'refuses %s',
  (image) => {
    expect(find(image)).toEqual([
      'apps/Deployment shop/web /spec/template/spec/initContainers/0/image',
    ])
  },
)

it('has nothing to say of an empty world', () => {
  expect(findingsIn(banLatestTag, '')).toEqual([])
})
