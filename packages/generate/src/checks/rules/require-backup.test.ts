import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { requireBackup } from './require-backup.ts'

const set = workload({
  kind: 'StatefulSet',
  workload: 'volumeClaimTemplates: [{ metadata: { name: data, labels: { app: web } } }]',
})
const schedule = (template: string, more = '') => `---
apiVersion: velero.io/v1
kind: Schedule
metadata: { name: daily, namespace: velero }
spec: { schedule: "0 2 * * *", ${more} template: ${template} }
`
const find = (text: string) => findingsIn(requireBackup, set + text)
const lost = ['apps/StatefulSet shop/web /spec/volumeClaimTemplates/0']

it.each([
  '{}',
  '{ includedNamespaces: [shop] }',
  '{ includedNamespaces: ["*"], excludedNamespaces: [mall] }',
  '{ labelSelector: { matchLabels: { app: web } } }',
  '{ orLabelSelectors: [{ matchLabels: { app: api } }, { matchLabels: { app: web } }] }',
  '{ includedResources: [persistentvolumeclaims, persistentvolumes] }',
  '{ snapshotVolumes: false, defaultVolumesToFsBackup: true }',
])('accepts a schedule over %s', (template) => {
  expect(find(schedule(template))).toEqual([])
})

it.each([
  '{ includedNamespaces: [mall] }',
  '{ excludedNamespaces: [shop] }',
  '{ labelSelector: { matchLabels: { app: api } } }',
  '{ includedResources: [configmaps] }',
  '{ excludedResources: [persistentvolumeclaims] }',
  '{ snapshotVolumes: false }',
])('refuses a schedule over %s', (template) => {
  expect(find(schedule(template))).toEqual(lost)
})

it('refuses a volume without a schedule, and one whose schedule is paused', () => {
  expect(find('')).toEqual(lost)
  expect(find(schedule('{}', 'paused: true,'))).toEqual(lost)
})

it('judges claims that stand alone', () => {
  const claim =
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data, namespace: shop }\n'
  expect(findingsIn(requireBackup, claim)).toEqual(['PersistentVolumeClaim shop/data '])
  expect(findingsIn(requireBackup, claim + schedule('{}'))).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireBackup, '')).toEqual([])
})
