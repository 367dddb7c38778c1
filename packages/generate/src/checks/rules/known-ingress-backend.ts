import { suggestionHint } from '@skyctl/core'
import { backendsOf, syncedIngresses } from '../ingresses.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { shape, shapes, text } from '../shapes.ts'
import { annotationsOf, type World, type WorldObject } from '../world.ts'

/** An Ingress leads to a Service of its namespace, and to a port that the Service has. */
export const knownIngressBackend: Rule = {
  id: 'known-ingress-backend',
  reach: 'namespace',
  title: 'Every Ingress leads to a Service and port that exist',
  level: 'baseline',
  severity: 'error',
  reason:
    'The load balancer controller cannot build a rule for a Service or a port that it does not find. It then reconciles nothing of that Ingress, and nothing of the other Ingresses that share its load balancer; the API server says nothing.',
  fix: 'An `ingress` of an app leads to the Service of that app, by the name of a port. In an object of your own, name a Service of the same namespace and one of its ports; what only redirects is an `actions.<name>` annotation with a backend `<name>` and the port `use-annotation`.',
  example: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
  - http:
      paths:
      - path: /
        pathType: Prefix
        backend: { service: { name: web, port: { name: https } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  ports:
  - { name: http, port: 80 }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
  - http:
      paths:
      - path: /
        pathType: Prefix
        backend: { service: { name: web, port: { name: http } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  ports:
  - { name: http, port: 80 }
`,
  },
  check: (world) => syncedIngresses(world).flatMap((ingress) => checkBackends(world, ingress)),
}

function checkBackends(world: World, ingress: WorldObject): RuleFinding[] {
  const { namespace } = ingress.id
  const annotations = annotationsOf(ingress)
  return backendsOf(ingress).flatMap(({ pointer, service: name, port }): RuleFinding[] => {
    if (name === '') return []
    const isAction = `alb.ingress.kubernetes.io/actions.${name}` in annotations
    if (port === 'use-annotation' && isAction) return []
    const key = `Service ${namespace}/${name}`
    if (world.isPending(key)) return []
    const service = world.get(key)
    if (service === undefined) {
      const others = world.ofKind('Service').filter(({ id }) => id.namespace === namespace)
      return [
        {
          object: ingress,
          pointer: `${pointer}/service/name`,
          message: `it leads to Service ${name}, which namespace ${namespace} does not have: the load balancer gets no rule, nor do the others that share it`,
          hint: suggestionHint(
            name,
            others.map(({ id }) => id.name),
          ),
        },
      ]
    }
    const ports = shapes(shape(service.manifest.spec).ports)
    const ids = ports.flatMap((one) => [text(one.name) ?? [], String(one.port)].flat())
    if (ids.includes(port)) return []
    return [
      {
        object: ingress,
        pointer: `${pointer}/service/port`,
        message: `it leads to port ${port || '(none)'} of Service ${name}, which has no such port: the load balancer gets no rule, nor do the others that share it`,
        hint: suggestionHint(port, ids),
      },
    ]
  })
}
