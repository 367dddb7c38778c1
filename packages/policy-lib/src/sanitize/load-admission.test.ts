import { fileURLToPath } from 'node:url'
import type { Json } from '@skyctl/core'
import { expect, it } from 'vitest'
import { cnp, knp, refusals } from '../testing/worlds.ts'
import { loadAdmission } from './load-admission.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const admission = await loadAdmission({
  schemas: `${root}schemas`,
  cache: `${root}node_modules/.cache/skyctl/validators`,
  kubernetesVersion: '1.35',
})
const rule = (members: object) => [cnp('a/p', { endpointSelector: {}, ...members } as Json)]
const item = (members: object) => rule({ egress: [members] })
const newest = { admission }
const older = { admission, profile: { ciliumVersion: '1.19' as const } }
const oldest = { admission, profile: { ciliumVersion: '1.18' as const } }
const admitted = (world: readonly Json[], options: typeof newest) =>
  !refusals(world, options).some((text) => text.startsWith('admission'))

it('takes what the schemas take', () => {
  expect(
    refusals(item({ toEntities: ['world'], toPorts: [{ ports: [{ port: '80' }] }] }), newest),
  ).toEqual([])
  expect(refusals([knp('a/k', { podSelector: {}, ingress: [{}] })], newest)).toEqual([])
})

it('refuses what the schemas refuse', () => {
  expect(admitted(item({ toEntities: ['wrld'] }), newest)).toBe(false)
  expect(admitted(item({ toCIDR: ['10.0.0.1'] }), newest)).toBe(false)
  expect(admitted(item({ toPort: [] }), newest)).toBe(false)
  expect(admitted([knp('a/k', { podSelector: {}, ingress: [{ from: [{}] }] })], newest)).toBe(false)
  expect(admitted(rule({ ingress: [null] }), newest)).toBe(false)
})

it('rule 1: refuses neither spec nor specs since 1.20', () => {
  const none = [cnp('a/p', null)]
  expect(admitted(none, newest)).toBe(false)
  expect(admitted(none, older)).toBe(true)
})

it('goes by the version of Cilium', () => {
  const mesh = item({ toEntities: ['cluster-mesh'] })
  expect([admitted(mesh, newest), admitted(mesh, older)]).toEqual([true, false])
  const kafka = item({
    toPorts: [
      { ports: [{ port: '9092', protocol: 'TCP' }], rules: { kafka: [{ role: 'produce' }] } },
    ],
  })
  expect([admitted(kafka, newest), admitted(kafka, older)]).toEqual([false, true])
  const requires = item({ toRequires: [{ matchLabels: { a: 'b' } }] })
  expect([admitted(requires, newest), admitted(requires, oldest)]).toEqual([false, true])
})
