import { at, find, nothing, type Place, type ServerFinding } from '../api-server/place.ts'

/**
 * Where the CRDs of kinds that can be scaled say how many there are to be; no schema says it. `npm run conformance:kubernetes` holds
 * this table against the CRDs.
 */
export const scaledFields: Readonly<Record<string, string>> = {
  'karpenter.sh/v1 NodePool': '.spec.replicas',
  'monitoring.coreos.com/v1 Alertmanager': '.spec.replicas',
  'monitoring.coreos.com/v1 Prometheus': '.spec.shards',
  'monitoring.coreos.com/v1alpha1 PrometheusAgent': '.spec.shards',
}

const most = 2 ** 31 - 1

/** Source: k8s.io/apiextensions-apiserver pkg/registry/customresource/validator.go, ValidateScaleSpec. */
export function checkScale(root: Place): readonly ServerFinding[] {
  const kind = `${String(at(root, 'apiVersion').value)} ${String(at(root, 'kind').value)}`
  const path = Object.hasOwn(scaledFields, kind) ? scaledFields[kind] : undefined
  if (path === undefined) return nothing
  const place = at(root, ...path.slice(1).split('.'))
  const { value } = place
  return typeof value === 'number' && (value < 0 || value > most)
    ? find(place, `${value} is no number of replicas`, `write a number between 0 and ${most}`)
    : nothing
}
