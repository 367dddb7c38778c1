import type { Manifest } from '@skyctl/core'
import { parseAllDocuments } from 'yaml'
import type { Rule } from '../checks/rule.ts'
import type { World } from '../checks/world.ts'
import { sampleWorld } from './sample-world.ts'

type Options = Omit<NonNullable<Parameters<typeof sampleWorld>[1]>, 'charts' | 'cluster'> & {
  /** YAML documents of what charts will run. */
  readonly charts?: string
}

/** A World of YAML documents: all of them synced, but a ClusterConfig, which is that of the cluster. */
export function yamlWorld(text: string, options: Options = {}): World {
  const manifests = documents(text)
  const cluster = manifests.find(({ kind }) => kind === 'ClusterConfig')
  return sampleWorld(
    manifests.filter((manifest) => manifest !== cluster),
    { ...options, charts: documents(options.charts ?? ''), ...(cluster && { cluster }) },
  )
}

/** What a rule finds in YAML documents: the object and where in it, and the severity where it is not the rule's. */
export function findingsIn(rule: Rule, text: string, options: Options = {}): string[] {
  return rule
    .check(yamlWorld(text, options))
    .map(({ object, pointer, severity }) =>
      [object.key, pointer, ...(severity === undefined ? [] : [severity])].join(' '),
    )
}

function documents(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    const value: unknown = document.toJS()
    return value === null || value === undefined ? [] : [value as Manifest]
  })
}

interface PodText {
  readonly kind?: string
  readonly name?: string
  readonly labels?: string
  /** More of the pod's spec, as flow mappings `key: value`, one a line. */
  readonly spec?: string
  /** More of the only container. */
  readonly container?: string
  /** More of the workload's spec. */
  readonly workload?: string
}

/** A workload of namespace `shop` with one container, in YAML. */
export function workload(options: PodText = {}): string {
  const { kind = 'Deployment', name = 'web', labels = '{ app: web }' } = options
  const { spec = '', container = '', workload: more = '' } = options
  const run = kind === 'Job' || kind === 'CronJob'
  return `---
apiVersion: ${run ? 'batch' : 'apps'}/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec: { ${more ? `${more}, ` : ''}template: { metadata: { labels: ${labels} }, spec: { ${spec ? `${spec}, ` : ''}containers: [{ name: web, image: "web:1"${container ? `, ${container}` : ''} }] } } }
`
}

/** A Service of namespace `shop` over the pods of {@link workload}, in YAML. */
export function service(
  options: { ports?: string; selector?: string; spec?: string } = {},
): string {
  const { ports = '[{ name: http, port: 80, targetPort: http }]' } = options
  const { selector = '{ app: web }', spec = '' } = options
  return `---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ${spec ? `${spec}, ` : ''}selector: ${selector}, ports: ${ports} }
`
}
