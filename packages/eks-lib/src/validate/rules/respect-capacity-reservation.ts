import { nodeGroups } from '../node-groups.ts'
import { get, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** A reservation is chosen by preference or by target, a target in one way, and a market goes with a reservation. */
export const respectCapacityReservation: ClusterRule = {
  id: 'respect-capacity-reservation',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, pointer }) => {
      const reservation = get(group, 'capacityReservation')
      const at = `${pointer}/capacityReservation`
      if (reservation === undefined) {
        return get(group, 'instanceMarketOptions') === undefined
          ? []
          : [
              {
                pointer: `${pointer}/instanceMarketOptions`,
                message: 'instanceMarketOptions has nothing to buy without a capacityReservation',
                hint: 'set capacityReservation, or remove it; for spot nodes set spot: true',
              },
            ]
      }
      const preference = get(reservation, 'capacityReservationPreference')
      const target = get(reservation, 'capacityReservationTarget')
      const market = get(group, 'instanceMarketOptions', 'marketType')
      return [
        ...(preference !== undefined && target !== undefined
          ? [
              {
                pointer: at,
                message: 'both a preference and a target choose the reservation',
                hint: 'keep capacityReservationPreference or capacityReservationTarget',
              },
            ]
          : []),
        ...(typeof preference === 'string' && !['open', 'none'].includes(preference)
          ? [
              {
                pointer: `${at}/capacityReservationPreference`,
                message: `'${preference}' is no preference`,
                hint: 'use open or none',
              },
            ]
          : []),
        ...(get(target, 'capacityReservationID') !== undefined &&
        get(target, 'capacityReservationResourceGroupARN') !== undefined
          ? [
              {
                pointer: `${at}/capacityReservationTarget`,
                message: 'the target is given by its id and by its resource group',
                hint: 'keep one of them',
              },
            ]
          : []),
        ...(market !== undefined &&
        text(group, 'instanceMarketOptions', 'marketType') !== 'capacity-block'
          ? [
              {
                pointer: `${pointer}/instanceMarketOptions/marketType`,
                message: `'${String(market)}' is no market of a reservation`,
                hint: 'use capacity-block',
              },
            ]
          : []),
      ]
    }),
}
