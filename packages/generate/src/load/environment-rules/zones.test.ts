import { expect, test } from 'vitest'
import { sampleEnvironment } from './sample-environment.ts'
import { zoneRule } from './zones.ts'

const messages = (...zones: string[]) =>
  zoneRule(sampleEnvironment({ zones })).map(
    ({ id, path, message, hint }) => `${id} ${path.join('.')}: ${message} | ${hint}`,
  )

test('accepts zones of the region', () => {
  expect(messages('eu-west-1a', 'eu-west-1b', 'eu-west-1f')).toEqual([])
})

test('rejects zones of another region, zone ids, local zones and repetitions', () => {
  expect(
    messages('eu-west-1a', 'eu-west-2b', 'euw1-az2', 'eu-west-1-dub-1a', 'eu-west-1a'),
  ).toMatchInlineSnapshot(`
    [
      "zone-in-region zones.1: 'eu-west-2b' is no zone of region eu-west-1: the cluster's subnets must be in its own region | name zones of eu-west-1: eu-west-1a, eu-west-1b, ...",
      "zone-in-region zones.2: 'euw1-az2' is the id of a zone, and eksctl takes names: the same id has another name in every account | name zones of eu-west-1: eu-west-1a, eu-west-1b, ...",
      "zone-in-region zones.3: 'eu-west-1-dub-1a' is a local or wavelength zone: EKS puts no control plane there, and most node types are missing | name zones of eu-west-1: eu-west-1a, eu-west-1b, ...",
      "unique-zone zones.4: zone eu-west-1a is listed twice: two subnets in one zone do not survive its loss | name another zone, or remove the repetition",
    ]
  `)
})
