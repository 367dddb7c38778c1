import type { PodContainer, PodTemplate } from '../pods.ts'
import { hardening, type Rule, type RuleFinding } from '../rule.ts'
import { type ServicePort, servedPods } from '../services.ts'
import { shape, shapes } from '../shapes.ts'

/**
 * What a Service sends traffic to says when it is ready for it. No liveness probe is asked for: one that is too keen
 * restarts what is only slow, and a process that cannot go on should exit.
 */
export const requireProbe: Rule = {
  id: 'require-probe',
  reach: 'namespace',
  title: 'Every container behind a Service has a readiness probe',
  level: 'baseline',
  severity: hardening,
  reason:
    'Without a readiness probe a pod counts as ready the moment its process starts. A Service sends to it before it listens, a rollout takes the old pods away before the new ones work, and a pod that has lost its database keeps its share of the requests. No liveness probe is demanded: one that is too keen restarts pods that are only slow, most of all under load, and a process that cannot go on should exit.',
  fix: 'Give the app a readiness probe in `app.ts`: `probes: { readiness: { check: { http: { path: "/ready", port: "http" } } } }`; `grpc`, `tcp` and `command` are the other checks. In an object of your own, set `readinessProbe` on the container that holds the port of the Service.',
  example: {
    bad: `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports:
  - { name: http, port: 80, targetPort: http }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
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
  - { name: http, port: 80, targetPort: http }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
        ports:
        - { name: http, containerPort: 8080 }
        readinessProbe:
          httpGet: { path: /ready, port: http }
`,
  },
  check: (world) =>
    [...servedPods(world)].flatMap(([pod, ports]) => {
      const { kind } = pod.object.id
      return pod.object.synced && kind !== 'Job' && kind !== 'CronJob' ? findSilent(pod, ports) : []
    }),
}

function findSilent({ object, containers }: PodTemplate, ports: readonly ServicePort[]) {
  const serving = containers.filter(({ stays }) => stays)
  const ready = ({ spec }: PodContainer) => spec.readinessProbe !== undefined
  const silent = new Map<PodContainer, ServicePort>()
  for (const port of ports) {
    // Such a Service sends to pods that are not ready as well: how peers find one another.
    if (shape(port.service.manifest.spec).publishNotReadyAddresses === true) continue
    const holder = serving.find((container) => holds(container, port))
    // Ports need not be declared: then any container may be the one that listens.
    const suspect = holder ?? (serving.some(ready) ? undefined : serving[0])
    if (suspect !== undefined && !ready(suspect) && !silent.has(suspect)) silent.set(suspect, port)
  }
  return [...silent].map(
    ([{ name, pointer }, { service }]): RuleFinding => ({
      object,
      pointer: `${pointer}/readinessProbe`,
      message: `container ${name} has no readiness probe, so ${service.key} sends to it before it listens, and a rollout drops requests`,
      hint: 'add a readinessProbe (`probes.readiness` of the app)',
    }),
  )
}

function holds({ spec }: PodContainer, { target }: ServicePort): boolean {
  return shapes(spec.ports).some(
    ({ name, containerPort }) =>
      target !== undefined && (name === target || containerPort === target),
  )
}
