import { expect, it } from 'vitest'
import { findingsIn, service } from '../../testing/yaml-world.ts'
import { requireMandatoryTags } from './require-mandatory-tags.ts'

const profile = { mandatoryTags: ['owner', 'cost'] }
const find = (text: string) => findingsIn(requireMandatoryTags, text, { profile })

const ingress = (tags: string) => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { alb.ingress.kubernetes.io/tags: "${tags}" } }
spec: { ingressClassName: alb }
`
const onIngress =
  'networking.k8s.io/Ingress shop/web /metadata/annotations/alb.ingress.kubernetes.io~1tags'
const application = (chart: string, values: string) => `---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${chart}, namespace: argocd }
spec: { sources: [{ chart: ${chart}, helm: { valuesObject: ${values} } }] }
`

it('accepts a load balancer with all tags', () => {
  expect(find(ingress('owner=a,cost=b,more=c'))).toEqual([])
})

it('refuses one that lacks a tag', () => {
  expect(find(ingress('owner=a'))).toEqual([onIngress])
})

it('counts tags that the controller adds, by its values or its class', () => {
  const values = '{ defaultTags: { cost: b } }'
  expect(find(ingress('owner=a') + application('aws-load-balancer-controller', values))).toEqual([])
  const parameters = `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { parameters: { name: params } }
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: IngressClassParams
metadata: { name: params }
spec: { tags: [{ key: cost, value: b }] }
`
  expect(find(ingress('owner=a') + parameters)).toEqual([])
})

it('knows a class by its controller, and leaves those of others alone', () => {
  const own = ingress('owner=a').replace('ingressClassName: alb', 'ingressClassName: shared')
  const ofController = (controller: string) => `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: shared }
spec: { controller: ${controller} }
`
  expect(find(own + ofController('ingress.k8s.aws/alb'))).toEqual([onIngress])
  expect(find(own + ofController('k8s.io/ingress-nginx'))).toEqual([])
  expect(find(own)).toEqual([])
})

it('judges Services of type LoadBalancer', () => {
  expect(find(service({ spec: 'type: LoadBalancer' }))).toEqual([
    'Service shop/web /metadata/annotations/service.beta.kubernetes.io~1aws-load-balancer-additional-resource-tags',
  ])
  expect(find(service())).toEqual([])
})

it('judges classes of volumes', () => {
  const storageClass = (parameters: string) => `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: gp3 }
provisioner: ebs.csi.aws.com
parameters: ${parameters}
`
  expect(find(storageClass('{ tagSpecification_1: owner=a, tagSpecification_2: cost=b }'))).toEqual(
    [],
  )
  expect(find(storageClass('{ type: gp3 }'))).toEqual([
    'storage.k8s.io/StorageClass gp3 /parameters',
  ])
  const values = '{ controller: { extraVolumeTags: { owner: a, cost: b } } }'
  expect(find(storageClass('{}') + application('aws-ebs-csi-driver', values))).toEqual([])
})

it('judges the cluster and its node groups', () => {
  const cluster = (tags: string, group: string) => `---
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: live, tags: ${tags} }
managedNodeGroups: [{ name: general, tags: ${group} }]
`
  const all = '{ owner: a, cost: b }'
  expect(find(cluster(all, all))).toEqual([])
  expect(find(cluster('{ owner: a }', '{}'))).toEqual([
    'eksctl.io/ClusterConfig live /metadata/tags',
    'eksctl.io/ClusterConfig live /managedNodeGroups/0/tags',
  ])
})

it('demands nothing where the environment does not', () => {
  expect(findingsIn(requireMandatoryTags, ingress(''))).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(requireMandatoryTags, '')).toEqual([])
})
