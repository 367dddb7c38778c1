import { selectsLabels } from '../label-selector.ts'
import { hardening, type Rule, type RuleFinding } from '../rule.ts'
import { member, type Shape, shape, shapes, text, textMap, texts } from '../shapes.ts'
import { labelsOf, type World, type WorldObject } from '../world.ts'

/** Every claim is in the namespaces, labels and resources of a Velero Schedule that takes volumes along. */
export const requireBackup: Rule = {
  id: 'require-backup',
  reach: 'environment',
  title: 'Every volume is backed up on a schedule',
  level: 'baseline',
  severity: hardening,
  reason:
    'A volume lives in one zone and dies with a mistake: a claim deleted by hand, a migration that went wrong, an account that was broken into. Replication copies the mistake as well. What no schedule covers is gone, and that shows on the day when it is needed.',
  fix: 'Set `backup: { schedule: "daily", retentionDays: 30 }` of the app. In objects of your own, add a Velero Schedule whose `includedNamespaces` and `labelSelector` cover the claim.',
  example: {
    bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec:
  storageClassName: gp3-encrypted
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
`,
    good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec:
  storageClassName: gp3-encrypted
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
---
apiVersion: velero.io/v1
kind: Schedule
metadata: { name: daily, namespace: velero }
spec:
  schedule: 0 2 * * *
  template:
    includedNamespaces: [shop]
`,
  },
  check: (world) => {
    const schedules = world.ofKind('velero.io/Schedule').map(({ manifest }) => shape(manifest.spec))
    return claims(world).flatMap(({ object, pointer, name, labels }): RuleFinding[] => {
      const { namespace } = object.id
      if (schedules.some((schedule) => covers(schedule, namespace, labels))) return []
      return [
        {
          object,
          pointer,
          message: `no schedule backs up claim ${name}: what it holds is lost with its volume`,
          hint: 'set `backup` of the app, or add a Velero Schedule for its namespace',
        },
      ]
    })
  },
}

interface Claim {
  readonly object: WorldObject
  readonly pointer: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

function claims(world: World): Claim[] {
  return [
    ...world
      .ofKind('PersistentVolumeClaim')
      .map((object) => ({ object, pointer: '', name: object.id.name, labels: labelsOf(object) })),
    ...world.ofKind('apps/StatefulSet').flatMap((object) =>
      shapes(member(object.manifest, 'spec', 'volumeClaimTemplates')).map(
        ({ metadata }, index) => ({
          object,
          pointer: `/spec/volumeClaimTemplates/${index}`,
          name: text(shape(metadata).name) ?? String(index),
          labels: textMap(shape(metadata).labels),
        }),
      ),
    ),
  ].filter(({ object }) => object.synced)
}

/** What Velero takes: its lists take all where they are empty, and volumes unless it is told not to. */
function covers(
  schedule: Shape,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): boolean {
  const template = shape(schedule.template)
  if (schedule.paused === true) return false
  if (template.snapshotVolumes === false && template.defaultVolumesToFsBackup !== true) return false
  const { labelSelector, orLabelSelectors } = template
  const any = shapes(orLabelSelectors)
  return (
    listed(template.includedNamespaces, namespace, true) &&
    !listed(template.excludedNamespaces, namespace, false) &&
    ['persistentvolumeclaims', 'pvc'].some((name) =>
      listed(template.includedResources, name, true),
    ) &&
    !['persistentvolumeclaims', 'pvc'].some((name) =>
      listed(template.excludedResources, name, false),
    ) &&
    (labelSelector === undefined || selectsLabels(labelSelector, labels)) &&
    (any.length === 0 || any.some((selector) => selectsLabels(selector, labels)))
  )
}

function listed(list: unknown, name: string, whenEmpty: boolean): boolean {
  const patterns = texts(list)
  return patterns.length === 0
    ? whenEmpty
    : patterns.some((pattern) =>
        pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name,
      )
}
