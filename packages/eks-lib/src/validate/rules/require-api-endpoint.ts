import { isFullyPrivate } from '../cluster-facts.ts'
import { get, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * The API can be reached by one way at least. By default it is public and not private; a fully private cluster decides
 * that itself.
 */
export const requireApiEndpoint: ClusterRule = {
  id: 'require-api-endpoint',
  check: ({ config }) => {
    const at = pointer('vpc', 'clusterEndpoints')
    const publicAccess = get(config, 'vpc', 'clusterEndpoints', 'publicAccess')
    const privateAccess = get(config, 'vpc', 'clusterEndpoints', 'privateAccess')
    if (isFullyPrivate(config)) {
      return publicAccess === undefined && privateAccess === undefined
        ? []
        : [
            {
              pointer: at,
              message: 'privateCluster.enabled makes the endpoint private by itself',
              hint: 'remove vpc.clusterEndpoints',
            },
          ]
    }
    return publicAccess === false && privateAccess !== true
      ? [
          {
            pointer: at,
            message:
              'publicAccess is false and privateAccess is not true: nobody could reach the API',
            hint: 'set privateAccess: true',
          },
        ]
      : []
  },
}
