import { familyOf } from './addresses.ts'
import {
  dnsLabel,
  dnsSubdomain,
  domainPath,
  hostName,
  type NameRule,
  pathSegment,
  portName,
  serviceName,
} from './names.ts'
import { checkPortNumber } from './numbers.ts'
import {
  at,
  find,
  isEmpty,
  isEmptyList,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
  wholeOf,
} from './place.ts'
import { checkChoice, checkForm, checkName, checkPresent } from './texts.ts'

/**
 * Ingresses: hosts, paths, and where they lead.
 *
 * Source: pkg/apis/networking/validation/validation.go, ValidateIngressCreate, ValidateIngressSpec.
 */
export function checkIngress(root: Place, minor: number): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  if (!isSet(spec)) return nothing
  const className = at(spec, 'ingressClassName')
  const annotation = at(root, 'metadata', 'annotations', 'kubernetes.io/ingress.class')
  return [
    ...(isEmpty(at(spec, 'rules')) && !isSet(at(spec, 'defaultBackend'))
      ? find(spec, 'the Ingress leads nowhere: no rules, no defaultBackend', 'add one of them')
      : nothing),
    ...checkBackend(at(spec, 'defaultBackend'), minor),
    ...itemsOf(at(spec, 'rules')).flatMap((rule) => [
      ...checkForm(at(rule, 'host'), 'the host', (text) =>
        familyOf(text) === undefined ? hostName(text) : 'must be a DNS name, not an address',
      ),
      ...checkPaths(at(rule, 'http'), minor),
    ]),
    ...itemsOf(at(spec, 'tls')).flatMap((tls) => [
      ...itemsOf(at(tls, 'hosts')).flatMap((host) => checkName(host, 'the host', hostName)),
      ...checkForm(at(tls, 'secretName'), 'the name of the Secret', dnsSubdomain),
    ]),
    ...checkName(className, 'the name of the IngressClass', dnsSubdomain),
    ...(isSet(className) && isSet(annotation) && className.value !== annotation.value
      ? find(
          annotation,
          `the annotation names the class '${String(annotation.value)}', and ingressClassName '${String(className.value)}'`,
          'remove the annotation',
        )
      : nothing),
  ]
}

function checkPaths(http: Place, minor: number): readonly ServerFinding[] {
  const paths = at(http, 'paths')
  return [
    ...(isEmptyList(paths)
      ? find(paths, 'there are no paths', "add one, such as '/' with pathType Prefix")
      : nothing),
    ...itemsOf(paths).flatMap((path) => [
      ...checkPath(path),
      ...(isSet(at(path, 'backend')) ? checkBackend(at(path, 'backend'), minor) : nothing),
    ]),
  ]
}

const badParts = ['//', '/./', '/../', '%2f', '%2F']

function checkPath(place: Place): readonly ServerFinding[] {
  const path = at(place, 'path')
  const text = textOf(path)
  const isExactOrPrefix = ['Exact', 'Prefix'].includes(String(at(place, 'pathType').value))
  if (text === undefined) {
    return isExactOrPrefix
      ? find(
          isSet(path) ? path : place,
          `pathType ${String(at(place, 'pathType').value)} compares with a path, and there is none`,
          "add path: '/'",
        )
      : nothing
  }
  const rule: NameRule = (value) => {
    if (!value.startsWith('/')) return "must begin with '/'"
    if (!isExactOrPrefix) return undefined
    const part = badParts.find((one) => value.includes(one))
    if (part !== undefined) return `must not contain '${part}'`
    return /\/\.\.?$/.test(value) ? "must not end with '/.' or '/..'" : undefined
  }
  return checkForm(path, 'the path', rule)
}

function checkBackend(backend: Place, minor: number): readonly ServerFinding[] {
  if (!isSet(backend)) return nothing
  const [service, resource] = [at(backend, 'service'), at(backend, 'resource')]
  if (isSet(service) === isSet(resource)) {
    return find(
      backend,
      isSet(service)
        ? 'a backend is a service or a resource, not both'
        : 'the backend names nothing',
      'set either service or resource',
    )
  }
  return isSet(service) ? checkServiceBackend(service, minor) : checkObjectReference(resource)
}

function checkServiceBackend(service: Place, minor: number): readonly ServerFinding[] {
  const port = at(service, 'port')
  const name = textOf(at(port, 'name'))
  const number = wholeOf(at(port, 'number')) ?? 0
  return [
    ...checkName(at(service, 'name'), 'the name of the Service', serviceName(minor)),
    ...(name === undefined && number === 0
      ? find(
          isSet(port) ? port : service,
          'the backend names no port',
          'add port.name or port.number',
        )
      : name !== undefined && number !== 0
        ? find(port, 'a port has a name or a number, not both', 'keep one of them')
        : name !== undefined
          ? checkForm(at(port, 'name'), 'the name of the port', portName)
          : checkPortNumber(at(port, 'number'), 'the port')),
  ]
}

/** Source: validateIngressTypedLocalObjectReference. */
function checkObjectReference(place: Place): readonly ServerFinding[] {
  return [
    ...checkName(at(place, 'apiGroup'), 'the apiGroup', dnsSubdomain),
    ...checkName(at(place, 'kind'), 'the kind', pathSegment),
    ...checkName(at(place, 'name'), 'the name', pathSegment),
  ]
}

/**
 * IngressClasses: who serves them, and with which parameters.
 *
 * Source: the same file, ValidateIngressClass.
 */
export function checkIngressClass(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  if (!isSet(spec)) return nothing
  const parameters = at(spec, 'parameters')
  const namespace = at(parameters, 'namespace')
  const scope = textOf(at(parameters, 'scope')) ?? 'Cluster'
  return [
    ...(isEmpty(at(spec, 'controller'))
      ? checkPresent(at(spec, 'controller'), 'the name of the controller')
      : checkForm(at(spec, 'controller'), 'the name of the controller', (text) =>
          text.length > 250 ? 'has more than 250 characters' : domainPath(text),
        )),
    ...(isSet(parameters) ? checkObjectReference(parameters) : nothing),
    ...checkChoice(at(parameters, 'scope'), 'the scope', ['Cluster', 'Namespace']),
    ...(scope === 'Namespace'
      ? isSet(namespace)
        ? checkName(namespace, 'the namespace', dnsLabel)
        : checkPresent(namespace, 'the namespace of the parameters')
      : scope === 'Cluster' && isSet(namespace)
        ? find(namespace, 'parameters of the scope Cluster have no namespace', 'remove it')
        : nothing),
  ]
}
