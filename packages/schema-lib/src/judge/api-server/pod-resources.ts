import { at, entriesOf, find, isSet, nothing, type Place, type ServerFinding } from './place.ts'
import { type Container, isSidecar, type PodTemplate } from './pod-templates.ts'
import { parseQuantity } from './quantity.ts'

/**
 * What a whole pod requests and may use, held against its containers.
 *
 * Source: pkg/apis/core/validation/validation.go, validatePodResourceConsistency;
 * k8s.io/component-helpers resource/helpers.go, AggregateContainerRequests.
 */
export function checkPodResources({
  spec,
  kind,
  containers,
}: PodTemplate): readonly ServerFinding[] {
  const pod = at(spec, 'resources')
  if (!isSet(pod)) return nothing
  const limits = at(pod, 'limits')
  return [
    ...(isSet(at(pod, 'claims'))
      ? find(at(pod, 'claims'), 'claims are of containers, not of a whole pod', 'move them')
      : nothing),
    ...entriesOf(at(pod, 'requests')).flatMap(([name, place]) => {
      const needed = sumOf(containers, 'requests', name, kind === 'Pod')
      const amount = parseQuantity(place.value)
      return amount !== undefined && needed > amount
        ? find(
            place,
            `the containers request more ${name} together than the whole pod, ${String(place.value)}`,
            'raise it, or leave it out',
          )
        : nothing
    }),
    ...containers
      .filter(({ list }) => list === 'containers')
      .flatMap(({ place: container }) =>
        entriesOf(at(container, 'resources', 'limits')).flatMap(([name, place]) =>
          checkLimit(name, place, at(limits, name)),
        ),
      ),
  ]
}

function checkLimit(name: string, place: Place, ofPod: Place): readonly ServerFinding[] {
  const [own, whole] = [place, ofPod].map(({ value }) =>
    value === undefined ? undefined : parseQuantity(value),
  )
  return own !== undefined && whole !== undefined && own > whole
    ? find(
        place,
        `the limit of ${name}, ${String(place.value)}, is more than that of the whole pod, ${String(ofPod.value)}`,
        'lower it',
      )
    : nothing
}

/** What runs at once, at most: init containers run one by one, beside the sidecars that began before them. */
function sumOf(
  containers: readonly Container[],
  field: string,
  name: string,
  isDefaulted: boolean,
): bigint {
  const amountOf = ({ place }: Container) => {
    const own = at(place, 'resources', field, name).value
    const limit = isDefaulted ? at(place, 'resources', 'limits', name).value : undefined
    return parseQuantity(own ?? limit ?? 0) ?? 0n
  }
  let [sidecars, peak, running] = [0n, 0n, 0n]
  for (const container of containers) {
    if (container.list === 'containers') running += amountOf(container)
    else if (isSidecar(container)) sidecars += amountOf(container)
    else if (container.list === 'initContainers') {
      const during = sidecars + amountOf(container)
      if (during > peak) peak = during
    }
  }
  const together = running + sidecars
  return together > peak ? together : peak
}
