import { createLabelFilter } from '../labels/label-filter.ts'
import type { Requirement } from '../labels/selector.ts'
import type { PreparedWorld } from '../verdict/prepare.ts'

type Reading = Pick<PreparedWorld, 'profile' | 'dialect'>

const filters = new WeakMap<Reading, ReturnType<typeof createLabelFilter>>()

/** Conditions on labels of pods that Cilium leaves out of every identity. Kubernetes' own reading knows all labels. */
export function droppedKeys(
  requirements: readonly Requirement[],
  prepared: Reading,
): readonly Requirement[] {
  if (prepared.dialect !== 'cilium') return []
  const keeps = filters.get(prepared) ?? createLabelFilter(prepared.profile.labelFilter)
  filters.set(prepared, keeps)
  return requirements.filter(
    ({ source, key }) => (source === 'any' || source === 'k8s') && !keeps('k8s', key),
  )
}
