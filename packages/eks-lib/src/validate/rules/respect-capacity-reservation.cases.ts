import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectCapacityReservationCases: RuleCases = {
  rule: 'respect-capacity-reservation',
  cases: [
    {
      title: 'passes a preference',
      config: changed(full, {
        '/managedNodeGroups/0/capacityReservation': { capacityReservationPreference: 'open' },
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a preference and a target',
      config: changed(full, {
        '/managedNodeGroups/0/capacityReservation': {
          capacityReservationPreference: 'open',
          capacityReservationTarget: { capacityReservationID: 'cr-1' },
        },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/capacityReservation'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a market without reservation',
      config: changed(full, {
        '/managedNodeGroups/0/instanceMarketOptions': { marketType: 'capacity-block' },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/instanceMarketOptions'],
      eksctl: 'refuses',
    },
  ],
}
