import { syncedIngresses } from '../ingresses.ts'
import type { Rule } from '../rule.ts'
import { annotationPointer, annotationsOf, type WorldObject } from '../world.ts'
import { albPrefix } from './valid-alb-annotations.ts'

/**
 * Annotations that belong to the load balancer, not to one Ingress: in a group they are set once, or equally
 * ("exclusive" in the controller's guide).
 */
const loadBalancerAnnotations = [
  'scheme',
  'ip-address-type',
  'subnets',
  'security-groups',
  'customer-owned-ipv4-pool',
  'load-balancer-name',
  'wafv2-acl-arn',
  'wafv2-acl-name',
  'waf-acl-id',
  'shield-advanced-protection',
  'ssl-policy',
  'inbound-cidrs',
]

/** Ingresses of one group share a load balancer: where they disagree about it, the controller stops reconciling all. */
export const agreeingAlbGroup: Rule = {
  id: 'agreeing-alb-group',
  reach: 'environment',
  title: 'Ingresses that share a load balancer agree about it',
  level: 'baseline',
  severity: 'error',
  reason:
    'Ingresses of one group share a load balancer. Where they disagree about what it has once (scheme, subnets, security groups, web ACL and the like), the AWS Load Balancer Controller stops reconciling all of them.',
  fix: 'Make the property of `ingress` equal in all apps of the group, or give one of them another `ingress.group`.',
  example: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/group.name: shop
    alb.ingress.kubernetes.io/scheme: internal
spec:
  defaultBackend: { service: { name: web, port: { name: http } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: blog
  namespace: news
  annotations:
    alb.ingress.kubernetes.io/group.name: shop
    alb.ingress.kubernetes.io/scheme: internet-facing
spec:
  defaultBackend: { service: { name: blog, port: { name: http } } }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/group.name: shop
    alb.ingress.kubernetes.io/scheme: internal
spec:
  defaultBackend: { service: { name: web, port: { name: http } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: blog
  namespace: news
  annotations:
    alb.ingress.kubernetes.io/group.name: shop
    alb.ingress.kubernetes.io/scheme: internal
spec:
  defaultBackend: { service: { name: blog, port: { name: http } } }
`,
  },
  check: (world) => {
    /** The first Ingress that sets an annotation, and its value, by group and annotation. */
    const first = new Map<string, { readonly leader: WorldObject; readonly other: string }>()
    return syncedIngresses(world).flatMap((ingress) => {
      const annotations = annotationsOf(ingress)
      const group = annotations[`${albPrefix}group.name`]
      if (group === undefined) return []
      return loadBalancerAnnotations.flatMap((name) => {
        const mine = annotations[`${albPrefix}${name}`]
        if (mine === undefined) return []
        const set = first.get(`${group} ${name}`)
        if (set === undefined) {
          first.set(`${group} ${name}`, { leader: ingress, other: mine })
          return []
        }
        const { leader, other } = set
        if (mine === other) return []
        return [
          {
            object: ingress,
            pointer: annotationPointer(`${albPrefix}${name}`),
            message: `group ${group} shares one load balancer, but ${name} is '${mine}' here and '${other}' on ${leader.key}`,
            hint: 'make them equal, or give this ingress a group of its own',
          },
        ]
      })
    })
  },
}
