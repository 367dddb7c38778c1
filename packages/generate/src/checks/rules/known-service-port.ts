import { suggestionHint } from '@skyctl/core'
import type { PodTemplate } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { portsOf, type SelectingService, type ServicePort, selectingServices } from '../services.ts'
import { integer, shapes, text } from '../shapes.ts'

/**
 * The port that a Service sends to is one of its pods. A name that no container has leads nowhere; a number that none
 * declares may still be listened on, since declaring ports is for readers only (Kubernetes, `containerPort`): that is a
 * warning, and only where the pods declare others.
 */
export const knownServicePort: Rule = {
  id: 'known-service-port',
  reach: 'namespace',
  title: 'The target port of every Service exists on its pods',
  level: 'baseline',
  severity: 'error',
  reason:
    'A Service that names a port which its pods do not have gets no endpoint for it, and every connection is refused. A number that no container declares is where nobody listens, most likely: containers may listen without saying so, therefore that is a warning.',
  fix: 'A Service of the model sends to the ports of its app by name. In an object of your own, set `targetPort` to the name of a container port, and give the container that port.',
  example: {
    bad: `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports:
  - { port: 80, targetPort: htpp }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.0.0
    ports:
    - { name: http, containerPort: 8080 }
`,
    good: `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports:
  - { port: 80, targetPort: http }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.0.0
    ports:
    - { name: http, containerPort: 8080 }
`,
  },
  check: (world) =>
    selectingServices(world).flatMap((service) =>
      service.object.synced && service.pods.length > 0 ? checkPorts(service) : [],
    ),
}

interface DeclaredPort {
  readonly name: string | undefined
  readonly port: number | undefined
  readonly protocol: string
}

function checkPorts({ object, pods }: SelectingService): RuleFinding[] {
  const declared = pods.flatMap(declaredPorts)
  return portsOf(object).flatMap((port) => checkPort(port, declared))
}

function declaredPorts({ containers }: PodTemplate): DeclaredPort[] {
  return containers.flatMap(({ stays, spec }) =>
    stays
      ? shapes(spec.ports).map(({ name, containerPort, protocol }) => ({
          name: text(name),
          port: integer(containerPort),
          protocol: text(protocol) ?? 'TCP',
        }))
      : [],
  )
}

function checkPort(
  { service, pointer, target, protocol }: ServicePort,
  declared: readonly DeclaredPort[],
): RuleFinding[] {
  const ports = declared.filter((one) => one.protocol === protocol)
  const found = { object: service, pointer: `${pointer}/targetPort` }
  if (typeof target === 'string') {
    if (ports.some(({ name }) => name === target)) return []
    const names = [...new Set(ports.flatMap(({ name }) => name ?? []))]
    return [
      {
        ...found,
        message: `no container of its pods has a ${protocol} port named '${target}': connections would be refused`,
        hint: suggestionHint(target, names),
      },
    ]
  }
  if (target === undefined || ports.length === 0 || ports.some(({ port }) => port === target)) {
    return []
  }
  return [
    {
      ...found,
      severity: 'warning',
      message: `it sends to ${protocol} port ${target}, which no container of its pods declares (declared: ${[...new Set(ports.map(({ port }) => port))].join(', ')}): most likely nobody listens there`,
      hint: 'correct targetPort, or declare the port on the container',
    },
  ]
}
