import { managedNodeGroups } from '../node-groups.ts'
import { entries, items, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** A managed group says once which machines it takes: instanceType, or instanceTypes, or an instanceSelector. */
export const chooseInstanceType: ClusterRule = {
  id: 'choose-instance-type',
  check: ({ config }) =>
    managedNodeGroups(config).flatMap(({ group, pointer, label }) => {
      if (text(group, 'instanceType') === undefined) return []
      const selects = entries(group, 'instanceSelector').some(
        ([field, value]) =>
          value !== null &&
          (field === 'gpus' || field === 'neuron_devices' || (value !== 0 && value !== '')),
      )
      const others = [
        ...(items(group, 'instanceTypes').length > 0 ? ['instanceTypes'] : []),
        ...(selects ? ['instanceSelector'] : []),
      ]
      return others.map((other) => ({
        pointer: `${pointer}/${other}`,
        message: `node group ${label} sets instanceType and ${other}: only one can choose its machines`,
        hint: `remove instanceType, or ${other}`,
      }))
    }),
}
