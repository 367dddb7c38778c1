import { type IngressRoute, routesOf, syncedIngresses } from '../ingresses.ts'
import type { Rule } from '../rule.ts'

/** One host and path leads to one Service: of two Ingresses that claim it, the load balancer serves only one. */
export const noDuplicateRoute: Rule = {
  id: 'no-duplicate-route',
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
