import { ingressClass, syncedIngresses } from '../ingresses.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { member, type Shape, shape, shapes, text } from '../shapes.ts'
import { annotationPointer, annotationsOf, type World, type WorldObject } from '../world.ts'

const albTags = 'alb.ingress.kubernetes.io/tags'
const serviceTags = 'service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags'

/** What costs money in AWS carries the tags that the environment demands. */
export const requireMandatoryTags: Rule = {
  id: 'require-mandatory-tags',
  reach: 'environment',
  title: 'Everything that costs money in AWS carries the mandatory tags',
  level: 'baseline',
  severity: 'error',
  reason:
    'A bill can be told apart only by tags, and nobody adds them afterwards: a load balancer or a volume without them is a cost that no team answers for. The keys are the `mandatoryTags` of the environment. Judged are load balancers (Ingress of class `alb`, Service of type LoadBalancer), volumes (StorageClass of the EBS driver), and the cluster with its node groups; tags that a controller adds to all that it makes count.',
  fix: 'Give the environment a value for each key under `tags`: the cluster, its node groups, load balancers and volumes get them from there. In an object of your own, list them in the annotation that AWS reads (`alb.ingress.kubernetes.io/tags: key=value,...`), or in `parameters.tagSpecification_1: key=value` of a StorageClass.',
  example: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
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
    alb.ingress.kubernetes.io/tags: cost-center=cc-1,owner=shop
spec:
  ingressClassName: alb
  defaultBackend: { service: { name: web, port: { name: http } } }
`,
  },
  check: (world) => {
    const demanded = world.profile.mandatoryTags
    if (demanded.length === 0) return []
    const charts = chartValues(world)
    const onBalancers = charts('aws-load-balancer-controller', ['defaultTags'])
    const onVolumes = charts('aws-ebs-csi-driver', ['controller', 'extraVolumeTags'])
    const missing = (...given: readonly ReadonlySet<string>[]) =>
      demanded.filter((key) => !given.some((tags) => tags.has(key)))
    return [
      ...syncedIngresses(world).flatMap((object) => {
        if (!isBalanced(world, object)) return []
        const own = tagKeys(annotationsOf(object)[albTags])
        const keys = missing(own, onBalancers, classTags(world, object))
        return finding(object, annotationPointer(albTags), 'its load balancer', keys)
      }),
      ...world.ofKind('Service').flatMap((object) => {
        if (!object.synced || member(object.manifest, 'spec', 'type') !== 'LoadBalancer') return []
        const keys = missing(tagKeys(annotationsOf(object)[serviceTags]), onBalancers)
        return finding(object, annotationPointer(serviceTags), 'its load balancer', keys)
      }),
      ...world.ofKind('storage.k8s.io/StorageClass').flatMap((object) => {
        if (!object.synced || object.manifest.provisioner !== 'ebs.csi.aws.com') return []
        const specifications = Object.entries(shape(object.manifest.parameters)).flatMap(
          ([key, value]) => (key.startsWith('tagSpecification_') ? (text(value) ?? []) : []),
        )
        const keys = missing(tagKeys(specifications.join(',')), onVolumes)
        return finding(object, '/parameters', 'every volume of the class', keys)
      }),
      ...world
        .ofKind('eksctl.io/ClusterConfig')
        .flatMap((object) => [
          ...finding(
            object,
            '/metadata/tags',
            'the cluster',
            missing(keysOf(member(object.manifest, 'metadata', 'tags'))),
          ),
          ...(['managedNodeGroups', 'nodeGroups', 'fargateProfiles'] as const).flatMap((list) =>
            shapes(object.manifest[list]).flatMap(({ name, tags }, index) =>
              finding(
                object,
                `/${list}/${index}/tags`,
                `${list === 'fargateProfiles' ? 'Fargate profile' : 'node group'} ${text(name) ?? index}`,
                missing(keysOf(tags)),
              ),
            ),
          ),
        ]),
    ]
  },
}

function finding(
  object: WorldObject,
  pointer: string,
  what: string,
  missing: readonly string[],
): RuleFinding[] {
  if (missing.length === 0) return []
  return [
    {
      object,
      pointer,
      message: `${what} gets no tag ${missing.map((key) => `'${key}'`).join(', ')}: nobody could say whose cost it is`,
      hint: 'set `tags` of the environment',
    },
  ]
}

function keysOf(tags: unknown): ReadonlySet<string> {
  return new Set(Object.keys(shape(tags)))
}

/** Keys of `key=value,key=value`. */
function tagKeys(list: string | undefined): ReadonlySet<string> {
  return new Set((list ?? '').split(',').map((pair) => pair.split('=')[0]?.trim() ?? ''))
}

/** Whether an Ingress becomes a load balancer: by the usual name of the class, or by the controller that the class names. */
function isBalanced(world: World, ingress: WorldObject): boolean {
  const name = ingressClass(ingress)
  if (name === undefined || name === 'alb') return name === 'alb'
  const manifest = world.get(`networking.k8s.io/IngressClass ${name}`)?.manifest
  return member(manifest, 'spec', 'controller') === 'ingress.k8s.aws/alb'
}

/** Tags of the IngressClassParams of an Ingress's class. */
function classTags(world: World, ingress: WorldObject): ReadonlySet<string> {
  const name = ingressClass(ingress) ?? ''
  const parameters = member(
    world.get(`networking.k8s.io/IngressClass ${name}`)?.manifest,
    'spec',
    'parameters',
    'name',
  )
  const params = world.get(`elbv2.k8s.aws/IngressClassParams ${text(parameters) ?? ''}`)
  return new Set(
    shapes(member(params?.manifest, 'spec', 'tags')).flatMap(({ key }) => text(key) ?? []),
  )
}

/** Keys of a member of a chart's values, as an Application states them. */
function chartValues(world: World) {
  const sources = world.ofKind('argoproj.io/Application').flatMap(({ manifest }): Shape[] => {
    const spec = shape(manifest.spec)
    return [...shapes([spec.source]), ...shapes(spec.sources)]
  })
  return (chart: string, path: readonly string[]): ReadonlySet<string> =>
    keysOf(
      member(
        sources.find((source) => source.chart === chart),
        'helm',
        'valuesObject',
        ...path,
      ),
    )
}
