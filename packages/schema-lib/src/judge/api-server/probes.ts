import { checkBounds, checkNotNegative, checkPort, checkPortNumber } from './numbers.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  wholeOf,
} from './place.ts'
import { isSidecar, type PodTemplate, setFields } from './pod-templates.ts'

/**
 * What the kubelet asks of containers, and when.
 *
 * Source: pkg/apis/core/validation/validation.go, validateProbe, validateLivenessProbe, validateReadinessProbe,
 * validateStartupProbe, validateHandler, validateLifecycle.
 */
export function checkProbes({ spec, containers }: PodTemplate): readonly ServerFinding[] {
  const grace = wholeOf(at(spec, 'terminationGracePeriodSeconds')) ?? 30
  return containers.flatMap((container) => {
    const { list, place } = container
    if (list === 'ephemeralContainers') return nothing
    if (list === 'initContainers' && !isSidecar(container)) return nothing
    return [
      ...['livenessProbe', 'startupProbe'].flatMap((probe) => checkProbe(at(place, probe), true)),
      ...checkProbe(at(place, 'readinessProbe'), false),
      ...['postStart', 'preStop'].flatMap((hook) => {
        const handler = at(place, 'lifecycle', hook)
        return isSet(handler) ? checkHandler(handler, hookKinds, grace) : nothing
      }),
    ]
  })
}

const probeKinds = ['exec', 'httpGet', 'tcpSocket', 'grpc']
const hookKinds = ['exec', 'httpGet', 'tcpSocket', 'sleep']

function checkProbe(probe: Place, restarts: boolean): readonly ServerFinding[] {
  if (!isSet(probe)) return nothing
  const success = at(probe, 'successThreshold')
  const grace = at(probe, 'terminationGracePeriodSeconds')
  return [
    ...checkHandler(probe, probeKinds),
    ...[
      'initialDelaySeconds',
      'timeoutSeconds',
      'periodSeconds',
      'successThreshold',
      'failureThreshold',
    ].flatMap((field) => checkNotNegative(at(probe, field), field)),
    ...(restarts && (wholeOf(success) ?? 1) > 1
      ? find(
          success,
          `successThreshold is ${String(success.value)}, and must be 1 for a probe that restarts the container`,
          'leave it out',
        )
      : nothing),
    ...(!restarts && isSet(grace)
      ? find(
          grace,
          'a readiness probe ends no container, so that it may have no terminationGracePeriodSeconds',
          'remove it',
        )
      : checkBounds(grace, 'terminationGracePeriodSeconds', { min: 1 })),
  ]
}

/** A probe or a hook has exactly one way to ask. */
function checkHandler(
  place: Place,
  kinds: readonly string[],
  grace = Number.POSITIVE_INFINITY,
): readonly ServerFinding[] {
  const set = setFields(place, kinds)
  const command = at(place, 'exec')
  return [
    ...(set.length === 1 || typeof place.value !== 'object'
      ? nothing
      : find(
          place,
          set.length === 0
            ? `it names no handler, so that nothing can be asked`
            : `it names several handlers: ${set.join(', ')}`,
          `set exactly one of ${kinds.join(', ')}`,
        )),
    ...(isSet(command) && isEmpty(at(command, 'command'))
      ? find(command, 'exec has no command', 'add a command')
      : nothing),
    ...(set.includes('httpGet') ? checkHttp(at(place, 'httpGet')) : nothing),
    ...checkPort(at(place, 'tcpSocket', 'port'), 'the port'),
    ...(kinds.includes('grpc') ? checkPortNumber(at(place, 'grpc', 'port'), 'the port') : nothing),
    ...(kinds.includes('sleep')
      ? checkBounds(at(place, 'sleep', 'seconds'), 'seconds', { min: 0, max: grace })
      : nothing),
  ]
}

function checkHttp(http: Place): readonly ServerFinding[] {
  return [
    ...checkPort(at(http, 'port'), 'the port'),
    ...itemsOf(at(http, 'httpHeaders')).flatMap((header) => {
      const name = at(header, 'name')
      return typeof name.value === 'string' && !/^[-A-Za-z0-9]+$/.test(name.value)
        ? find(
            name,
            `'${name.value}' is no name of an HTTP header`,
            "use letters, digits and '-', such as X-Header-Name",
          )
        : nothing
    }),
  ]
}
