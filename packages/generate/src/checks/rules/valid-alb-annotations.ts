import { suggest } from '@skyctl/core'
import { ingressClass, routesOf, syncedIngresses, tlsHosts } from '../ingresses.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { annotationPointer, annotationsOf, type WorldObject } from '../world.ts'
import { isAlbAnnotation, knownAlbAnnotations } from './alb-annotation-names.ts'

export const albPrefix = 'alb.ingress.kubernetes.io/'

type Annotations = Readonly<Record<string, string | undefined>>
type Check = (annotations: Annotations, ingress: WorldObject) => Fault[]

interface Fault {
  /** Annotation without its prefix. */
  readonly name: string
  readonly message: string
  readonly hint: string
}

/**
 * The AWS Load Balancer Controller's webhook looks at three annotations; a mistake in any other shows only when it
 * reconciles, in a cluster, as an Ingress that never gets an address. These are the rules of its reconciler.
 *
 * @see the controller's "Ingress annotations" guide
 */
export const validAlbAnnotations: Rule = {
  id: 'valid-alb-annotations',
  reach: 'namespace',
  title: 'The annotations of every ALB Ingress are ones that its controller accepts',
  level: 'baseline',
  severity: 'error',
  reason:
    'The webhook of the AWS Load Balancer Controller looks at three annotations; a mistake in any other shows only when it reconciles, in a cluster, as an Ingress that never gets an address. These are the rules of its reconciler: names, enumerations, ports, ranges of health checks, and that what faces the internet says who may connect and what filters requests.',
  fix: 'Use the properties of `ingress` in `app.ts`, which write the annotations. In an object of your own, correct the annotation that the message names.',
  example: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/target-type: pod
spec:
  ingressClassName: alb
  defaultBackend: { service: { name: web, port: { name: http } } }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
spec:
  ingressClassName: alb
  defaultBackend: { service: { name: web, port: { name: http } } }
`,
  },
  check: (world) =>
    syncedIngresses(world)
      .filter((ingress) => ingressClass(ingress) === 'alb')
      .flatMap(checkIngress),
}

function checkIngress(ingress: WorldObject): RuleFinding[] {
  const annotations = Object.fromEntries(
    Object.entries(annotationsOf(ingress))
      .filter(([key]) => key.startsWith(albPrefix))
      .map(([key, value]) => [key.slice(albPrefix.length), value]),
  )
  return checks
    .flatMap((check) => check(annotations, ingress))
    .map(({ name, message, hint }) => ({
      object: ingress,
      pointer: annotationPointer(`${albPrefix}${name}`),
      message,
      hint,
    }))
}

const checks: readonly Check[] = [
  checkNames,
  checkEnums,
  checkListeners,
  checkHealth,
  checkExposure,
  checkLimits,
  checkActions,
]

function checkNames(annotations: Annotations): Fault[] {
  return Object.keys(annotations).flatMap((name) => {
    if (isAlbAnnotation(name)) return []
    const near = suggest(name, knownAlbAnnotations)
    return [
      {
        name,
        message: `the controller knows no annotation ${albPrefix}${name} and ignores it`,
        hint: near === undefined ? 'remove it' : `did you mean '${albPrefix}${near}'?`,
      },
    ]
  })
}

const enums: Readonly<Record<string, readonly string[]>> = {
  scheme: ['internal', 'internet-facing'],
  'target-type': ['instance', 'ip'],
  'backend-protocol': ['HTTP', 'HTTPS'],
  'backend-protocol-version': ['HTTP1', 'HTTP2', 'GRPC'],
  'ip-address-type': ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'],
  'auth-type': ['none', 'oidc', 'cognito'],
}

function checkEnums(annotations: Annotations): Fault[] {
  return Object.entries(enums).flatMap(([name, allowed]) => {
    const value = annotations[name]
    if (value === undefined || allowed.includes(value)) return []
    return [
      {
        name,
        message: `'${value}' is no ${name}: the controller would refuse the Ingress`,
        hint: `one of ${allowed.join(', ')}`,
      },
    ]
  })
}

type Listener = Readonly<Partial<Record<'HTTP' | 'HTTPS', number>>>

function listenersOf(annotations: Annotations): readonly Listener[] | undefined {
  const text = annotations['listen-ports']
  if (text === undefined) return [{ HTTP: 80 }]
  try {
    const value: unknown = JSON.parse(text)
    if (!Array.isArray(value) || value.length === 0 || !value.every(isListener)) return undefined
    return value
  } catch {
    return undefined
  }
}

function isListener(value: unknown): value is Listener {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).length > 0 &&
    Object.entries(value).every(
      ([protocol, port]) =>
        (protocol === 'HTTP' || protocol === 'HTTPS') &&
        Number.isInteger(port) &&
        port >= 1 &&
        port <= 65535,
    )
  )
}

function checkListeners(annotations: Annotations, ingress: WorldObject): Fault[] {
  const listeners = listenersOf(annotations)
  if (listeners === undefined) {
    return [
      {
        name: 'listen-ports',
        message: `listen-ports is not a JSON list of ports: ${annotations['listen-ports']}`,
        hint: `write '[{"HTTP":80},{"HTTPS":443}]'`,
      },
    ]
  }
  const https = listeners.flatMap((listener) => listener.HTTPS ?? [])
  const faults: Fault[] = []
  const redirect = annotations['ssl-redirect']
  if (redirect !== undefined && !https.includes(Number(redirect))) {
    faults.push({
      name: 'ssl-redirect',
      message: `plain HTTP is redirected to port ${redirect}, where nothing listens with HTTPS`,
      hint: `add {"HTTPS":${redirect}} to listen-ports, or remove ssl-redirect`,
    })
  }
  const hosts = tlsHosts(ingress)
  if (https.length > 0 && annotations['certificate-arn'] === undefined && hosts.length === 0) {
    faults.push({
      name: 'listen-ports',
      message: 'it listens with HTTPS, but no certificate is named and none can be found by host',
      hint: 'list the host under spec.tls, or set certificate-arn',
    })
  }
  return faults
}

/** Ranges of an ALB target group's health check, with the controller's defaults. */
const healthNumbers = {
  'healthcheck-interval-seconds': { min: 5, max: 300, otherwise: 15 },
  'healthcheck-timeout-seconds': { min: 2, max: 120, otherwise: 5 },
  'healthy-threshold-count': { min: 2, max: 10, otherwise: 2 },
  'unhealthy-threshold-count': { min: 2, max: 10, otherwise: 2 },
} as const

function checkHealth(annotations: Annotations): Fault[] {
  const faults: Fault[] = Object.entries(healthNumbers).flatMap(([name, { min, max }]) => {
    const text = annotations[name]
    if (text === undefined) return []
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return []
    return [
      {
        name,
        message: `${name} is ${text}; AWS accepts ${min} to ${max}`,
        hint: 'correct the number',
      },
    ]
  })
  const number = (name: keyof typeof healthNumbers) =>
    Number(annotations[name] ?? healthNumbers[name].otherwise)
  const interval = number('healthcheck-interval-seconds')
  const timeout = number('healthcheck-timeout-seconds')
  if (timeout >= interval) {
    faults.push({
      name: 'healthcheck-timeout-seconds',
      message: `a health check may take ${timeout} s but runs every ${interval} s; AWS refuses that`,
      hint: 'the timeout must be below the interval',
    })
  }
  return faults
}

function checkExposure(annotations: Annotations): Fault[] {
  if (annotations.scheme !== 'internet-facing') return []
  const faults: Fault[] = []
  const acl = ['wafv2-acl-name', 'wafv2-acl-arn', 'waf-acl-id'].some((name) => annotations[name])
  if (!acl) {
    faults.push({
      name: 'scheme',
      message:
        'the load balancer faces the internet without a web ACL, so nothing filters requests',
      hint: 'set wafv2-acl-name (`waf` of the ingress), or scheme internal',
    })
  }
  if (annotations['inbound-cidrs'] === undefined && !annotations['security-group-prefix-lists']) {
    faults.push({
      name: 'scheme',
      message: 'the load balancer faces the internet and nothing says who may connect',
      hint: 'state inbound-cidrs, even where it is 0.0.0.0/0',
    })
  }
  return faults
}

function checkLimits(annotations: Annotations): Fault[] {
  const faults: Fault[] = []
  const name = annotations['load-balancer-name']
  if (name !== undefined && name.length > 32) {
    faults.push({
      name: 'load-balancer-name',
      message: `load-balancer-name has ${name.length} characters; AWS allows 32`,
      hint: 'shorten it',
    })
  }
  const group = annotations['group.name']
  if (group !== undefined && !/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/.test(group)) {
    faults.push({
      name: 'group.name',
      message: `'${group}' is no group name`,
      hint: 'lower-case letters, digits, hyphens and dots, at most 63',
    })
  }
  const order = annotations['group.order']
  if (order !== undefined && !(/^-?\d+$/.test(order) && Math.abs(Number(order)) <= 1000)) {
    faults.push({
      name: 'group.order',
      message: `group.order is ${order}; the controller accepts -1000 to 1000`,
      hint: 'correct the number',
    })
  }
  return faults
}

/** An `actions.X` annotation is reached only by a backend named `X` whose port is called `use-annotation`. */
function checkActions(annotations: Annotations, ingress: WorldObject): Fault[] {
  const used = new Set(
    routesOf(ingress)
      .filter((route) => route.port === 'use-annotation')
      .map((route) => route.service),
  )
  return Object.keys(annotations).flatMap((name) => {
    if (!name.startsWith('actions.') || used.has(name.slice('actions.'.length))) return []
    return [
      {
        name,
        message: `no path uses the action ${name}`,
        hint: `name a backend service '${name.slice('actions.'.length)}' with port name use-annotation, or remove it`,
      },
    ]
  })
}
