import { isFullyPrivate } from '../cluster-facts.ts'
import { entries, get, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Endpoints that eksctl adds on request; the others it always makes (endpoint_service.go). */
const optionalServices = ['autoscaling', 'cloudformation', 'logs']

/** A fully private cluster has private subnets and no local zones, and asks only for endpoints that eksctl makes. */
export const completePrivateCluster: ClusterRule = {
  id: 'complete-private-cluster',
  check: ({ config }) => {
    if (!isFullyPrivate(config)) return []
    const services = items(config, 'privateCluster', 'additionalEndpointServices')
    const at = pointer('privateCluster', 'additionalEndpointServices')
    const skipped = get(config, 'privateCluster', 'skipEndpointCreation') === true
    return [
      ...(text(config, 'vpc', 'id') !== undefined &&
      entries(config, 'vpc', 'subnets', 'private').length === 0
        ? [
            {
              pointer: pointer('vpc', 'subnets'),
              message: 'an existing VPC (vpc.id) is given, but none of its private subnets',
              hint: 'list them under vpc.subnets.private',
            },
          ]
        : []),
      ...(services.length > 0 && skipped
        ? [
            {
              pointer: at,
              message: 'skipEndpointCreation makes no endpoints, so these would be missing',
              hint: 'remove one of the two fields',
            },
          ]
        : []),
      ...(skipped ? [] : services).flatMap((service, index) =>
        typeof service === 'string' &&
        (!optionalServices.includes(service) || services.indexOf(service) !== index)
          ? [
              {
                pointer: `${at}/${index}`,
                message: `'${service}' is listed twice, or eksctl makes no such endpoint on request`,
                hint: `each of ${optionalServices.join(', ')} at most once`,
              },
            ]
          : [],
      ),
      ...(items(config, 'localZones').length > 0
        ? [
            {
              pointer: pointer('localZones'),
              message: 'local zones cannot be used by a fully private cluster',
              hint: 'remove localZones',
            },
          ]
        : []),
    ]
  },
}
