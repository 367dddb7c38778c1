import { checkNotNegative, checkShare, shareOf } from './numbers.ts'
import { at, find, isSet, nothing, type Place, type ServerFinding } from './place.ts'

/**
 * How a workload's pods are replaced.
 *
 * Source: pkg/apis/apps/validation/validation.go, ValidateDeploymentStrategy, ValidateDaemonSetUpdateStrategy,
 * validateRollingUpdateStatefulSet; defaults: pkg/apis/apps/v1/defaults.go.
 */
export function checkUpdateStrategy(kind: string, spec: Place): readonly ServerFinding[] {
  switch (kind) {
    case 'Deployment':
      return checkDeployment(at(spec, 'strategy'))
    case 'DaemonSet':
      return checkDaemonSet(at(spec, 'updateStrategy'))
    case 'StatefulSet':
      return checkStatefulSet(at(spec, 'updateStrategy'))
    default:
      return nothing
  }
}

function checkDeployment(strategy: Place): readonly ServerFinding[] {
  const rolling = at(strategy, 'rollingUpdate')
  if (at(strategy, 'type').value === 'Recreate') {
    return isSet(rolling)
      ? find(
          rolling,
          'rollingUpdate goes with the type RollingUpdate, and the type is Recreate',
          'remove it, or change the type',
        )
      : nothing
  }
  const unavailable = at(rolling, 'maxUnavailable')
  const surge = at(rolling, 'maxSurge')
  return [
    ...checkShare(unavailable, 'maxUnavailable'),
    ...checkShare(surge, 'maxSurge', { upTo100: false }),
    ...(shareOr(unavailable, 25) === 0 && shareOr(surge, 25) === 0
      ? find(
          unavailable,
          'maxUnavailable and maxSurge are both 0: no pod could ever be replaced',
          'raise one of them',
        )
      : nothing),
  ]
}

function checkDaemonSet(strategy: Place): readonly ServerFinding[] {
  if (at(strategy, 'type').value === 'OnDelete') return nothing
  const unavailable = at(strategy, 'rollingUpdate', 'maxUnavailable')
  const surge = at(strategy, 'rollingUpdate', 'maxSurge')
  const [down, up] = [shareOr(unavailable, 1), shareOr(surge, 0)]
  return [
    ...checkShare(unavailable, 'maxUnavailable'),
    ...checkShare(surge, 'maxSurge'),
    ...(down === 0 && up === 0
      ? find(
          unavailable,
          'maxUnavailable and maxSurge are both 0: no pod could ever be replaced',
          'raise one of them',
        )
      : nothing),
    ...(down !== undefined && up !== undefined && down !== 0 && up !== 0
      ? find(
          surge,
          'maxSurge goes with maxUnavailable: 0 only, which is 1 unless it is said',
          'set maxUnavailable: 0, or remove maxSurge',
        )
      : nothing),
  ]
}

/** `maxUnavailable` is behind a feature gate that is off: the API server drops it. */
function checkStatefulSet(strategy: Place): readonly ServerFinding[] {
  const rolling = at(strategy, 'rollingUpdate')
  return at(strategy, 'type').value === 'OnDelete' && isSet(rolling)
    ? find(rolling, 'rollingUpdate goes with the type RollingUpdate only', 'remove it')
    : checkNotNegative(at(rolling, 'partition'), 'the partition')
}

/** The default where nothing is said; undefined where what is said is no share. */
function shareOr(place: Place, otherwise: number): number | undefined {
  return isSet(place) ? shareOf(place) : otherwise
}
