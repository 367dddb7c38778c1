import { type IngressRoute, routesOf, syncedIngresses } from '../ingresses.ts'
import type { Rule } from '../rule.ts'

/** One host and path leads to one Service: of two Ingresses that claim it, the load balancer serves only one. */
export const noDuplicateRoute: Rule = {
  id: 'no-duplicate-route',
  reach: 'environment',
  title: 'One host and path leads to one Service',
  level: 'baseline',
  severity: 'error',
  reason:
    'Of two Ingresses that claim the same host and path the load balancer serves one, by their order, and the other never gets a request. Which one may change with any edit of either.',
  fix: 'Give one of the two apps another `ingress.host` or `ingress.path`.',
  example: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
  - host: shop.example.com
    http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: blog, namespace: news }
spec:
  rules:
  - host: shop.example.com
    http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: blog, port: { name: http } } } }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
  - host: shop.example.com
    http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: blog, namespace: news }
spec:
  rules:
  - host: shop.example.com
    http:
      paths:
      - { path: /news, pathType: Prefix, backend: { service: { name: blog, port: { name: http } } } }
`,
  },
  check: (world) => {
    const seen = new Map<string, IngressRoute>()
    return syncedIngresses(world)
      .flatMap(routesOf)
      .flatMap((route) => {
        const key = `${route.host} ${route.path}`
        const other = seen.get(key)
        if (other === undefined) {
          seen.set(key, route)
          return []
        }
        return [
          {
            object: route.object,
            pointer: route.pointer,
            message: `host ${route.host || '*'} with path ${route.path} is already served by ${other.object.key}`,
            hint: `change the host or the path of one of the two (the other comes from ${other.object.origin})`,
          },
        ]
      })
  },
}
