import { addressOf, networkOf, routable } from './addresses.ts'
import { checkLabels } from './label-selectors.ts'
import { dnsLabel, dnsSubdomain, type NameRule, qualifiedName } from './names.ts'
import { checkBounds, checkPort, checkPortNumber } from './numbers.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
  wholeOf,
} from './place.ts'
import { checkServiceAddresses } from './service-addresses.ts'
import { checkChoice, checkForm, checkName, checkUnique } from './texts.ts'

/**
 * Services: ports, and what goes with their type.
 *
 * Source: pkg/apis/core/validation/validation.go, validateService, validateServicePort.
 */
export function checkService(root: Place, minor: number): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const type = textOf(at(spec, 'type')) ?? 'ClusterIP'
  if (!isSet(spec)) return nothing
  return [
    ...checkPorts(spec, type),
    ...checkLabels(at(spec, 'selector')),
    ...checkAffinity(spec),
    ...checkServiceAddresses(spec, type, addressOf(minor)),
    ...checkType(spec, type, addressOf(minor)),
    ...checkTraffic(spec, type),
    ...checkSourceRanges(root, type, networkOf(minor)),
  ]
}

function isHeadless(spec: Place): boolean {
  return at(spec, 'clusterIP').value === 'None' || at(spec, 'clusterIPs', '0').value === 'None'
}

function checkPorts(spec: Place, type: string): readonly ServerFinding[] {
  const ports = itemsOf(at(spec, 'ports'))
  const taken = new Set<string>()
  const takeOnce = (port: Place, field: string) => {
    const number = wholeOf(at(port, field)) ?? 0
    const protocol = String(at(port, 'protocol').value || 'TCP')
    const key = `${field} ${number}/${protocol}`
    if (number === 0 || !taken.has(key)) {
      taken.add(key)
      return nothing
    }
    return find(at(port, field), `${key} stands twice in this Service`, 'choose another number')
  }
  return [
    ...(ports.length === 0 && isSet(spec) && type !== 'ExternalName' && !isHeadless(spec)
      ? find(
          at(spec, 'ports'),
          'a Service with an address needs a port, and has none',
          'add a port',
        )
      : nothing),
    ...checkUnique(
      ports.map((port) => at(port, 'name')),
      'the name of the port',
    ),
    ...ports.flatMap((port) => [
      ...(ports.length > 1 && textOf(at(port, 'name')) === undefined
        ? find(
            port,
            'a Service with several ports must name each, and this has no name',
            'add a name',
          )
        : checkForm(at(port, 'name'), 'the name of the port', dnsLabel)),
      ...checkPortNumber(at(port, 'port'), 'the port'),
      // 0 and nothing are the port itself.
      ...(at(port, 'targetPort').value === 0 || at(port, 'targetPort').value === ''
        ? nothing
        : checkPort(at(port, 'targetPort'), 'the targetPort')),
      ...checkName(at(port, 'appProtocol'), 'the appProtocol', qualifiedName),
      ...(type === 'ClusterIP' && (wholeOf(at(port, 'nodePort')) ?? 0) !== 0
        ? find(
            at(port, 'nodePort'),
            'a Service of type ClusterIP takes no port of the nodes',
            'remove nodePort, or use the type NodePort or LoadBalancer',
          )
        : nothing),
      ...takeOnce(port, 'nodePort'),
      ...takeOnce(port, 'port'),
    ]),
  ]
}

function checkAffinity(spec: Place): readonly ServerFinding[] {
  const config = at(spec, 'sessionAffinityConfig')
  if (at(spec, 'sessionAffinity').value === 'ClientIP') {
    return checkBounds(at(config, 'clientIP', 'timeoutSeconds'), 'the timeout', {
      min: 1,
      max: 86_400,
    })
  }
  // Without affinity it is dropped.
  return nothing
}

function checkType(spec: Place, type: string, address: NameRule): readonly ServerFinding[] {
  const name = at(spec, 'externalName')
  const balancerClass = at(spec, 'loadBalancerClass')
  const onlyBalancer = ['allocateLoadBalancerNodePorts', 'loadBalancerClass'].filter((field) =>
    isSet(at(spec, field)),
  )
  return [
    ...(type === 'ExternalName'
      ? isEmpty(name)
        ? find(
            name,
            'a Service of type ExternalName is another name of a host, and names none',
            'add externalName',
          )
        : checkForm(name, 'the externalName', (text) => dnsSubdomain(text.replace(/\.$/, '')))
      : nothing),
    ...(type === 'LoadBalancer'
      ? checkName(balancerClass, 'the loadBalancerClass', qualifiedName)
      : onlyBalancer.flatMap((field) =>
          find(at(spec, field), `${field} goes with the type LoadBalancer only`, 'remove it'),
        )),
    ...((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec)
      ? find(
          at(spec, 'clusterIP'),
          `a Service of type ${type} needs an address in the cluster: clusterIP cannot be None`,
          'remove clusterIP, or use the type ClusterIP',
        )
      : nothing),
    ...itemsOf(at(spec, 'externalIPs')).flatMap((ip) =>
      checkName(ip, 'the address', (text) => address(text) ?? routable(text)),
    ),
  ]
}

function checkTraffic(spec: Place, type: string): readonly ServerFinding[] {
  const policy = at(spec, 'externalTrafficPolicy')
  const health = at(spec, 'healthCheckNodePort')
  const isExternal =
    type === 'LoadBalancer' ||
    type === 'NodePort' ||
    (type === 'ClusterIP' && !isEmpty(at(spec, 'externalIPs')))
  return [
    ...(textOf(policy) !== undefined && !isExternal
      ? find(
          policy,
          'externalTrafficPolicy is about traffic from outside, which this Service does not take',
          'remove it',
        )
      : nothing),
    ...((wholeOf(health) ?? 0) !== 0 && !(type === 'LoadBalancer' && policy.value === 'Local')
      ? find(
          health,
          'healthCheckNodePort goes with the type LoadBalancer and externalTrafficPolicy: Local only',
          'remove it',
        )
      : (wholeOf(health) ?? 0) !== 0
        ? checkPortNumber(health, 'healthCheckNodePort')
        : nothing),
    ...checkChoice(at(spec, 'trafficDistribution'), 'trafficDistribution', [
      'PreferClose',
      'PreferSameZone',
      'PreferSameNode',
    ]),
  ]
}

const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges'

function checkSourceRanges(root: Place, type: string, network: NameRule): readonly ServerFinding[] {
  const ranges = at(root, 'spec', 'loadBalancerSourceRanges')
  const annotation = at(root, 'metadata', 'annotations', rangesAnnotation)
  const place = isEmpty(ranges) ? annotation : ranges
  if (!isSet(place) || (isEmpty(ranges) && typeof annotation.value !== 'string')) return nothing
  const texts = isEmpty(ranges)
    ? String(annotation.value)
        .trim()
        .split(',')
        .filter((text, _, all) => all.length > 1 || text !== '')
        .map((value) => ({ ...annotation, value: value.trim() }))
    : itemsOf(ranges).map((range) => ({
        ...range,
        value: typeof range.value === 'string' ? range.value.trim() : range.value,
      }))
  return [
    ...(type === 'LoadBalancer'
      ? nothing
      : find(place, 'source ranges go with the type LoadBalancer only', 'remove them')),
    ...texts.flatMap((text) => checkName(text, 'the source range', network)),
  ]
}
