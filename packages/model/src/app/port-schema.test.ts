import { expect, it } from 'vitest'
import { portSchema } from './port-schema.ts'

it.each([
  ['HTTP', { appProtocol: 'http' }, true],
  ['gRPC', { appProtocol: 'grpc' }, true],
  ['what speaks neither', {}, false],
  ['HTTP over UDP', { appProtocol: 'http', protocol: 'UDP' }, false],
])('shows requests of %s: %s is %s', (_, port, isTaken) => {
  const { success } = portSchema.safeParse({ port: 8080, l7Visibility: true, ...port })
  expect(success).toBe(isTaken)
})
