import { type PodTemplate, syncedPods } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { shape, shapes, text } from '../shapes.ts'

const namespaces = [
  [
    'hostNetwork',
    'uses the network of its node: no network policy holds for it, and it reaches what listens on localhost',
  ],
  ['hostPID', 'sees and may signal every process of its node'],
  ['hostIPC', 'reads the shared memory of every process of its node'],
] as const

/**
 * No pod shares a namespace, a path or a port with its node. Source: Pod Security Standards, "baseline": host namespaces,
 * hostPath volumes, host ports.
 */
export const banHostNamespaces: Rule = {
  id: 'ban-host-namespaces',
  reach: 'namespace',
  title: 'No pod shares network, processes, paths or ports with its node',
  level: 'baseline',
  severity: 'error',
  reason:
    "A pod in its node's network is outside every network policy and can ask for the node's own credentials; one that sees the node's processes can read their environment, secrets included; a path of the node, even read-only, shows the files of every other pod, and a host port takes that port from the whole node. The Pod Security Standards forbid all of them at their baseline.",
  fix: 'Remove `security.hostNetwork`, `security.hostPid` and volumes of kind `host` from the app: storage is a StatefulSet with `storage`, scratch space is `volumes: { tmp: { kind: "scratch", ... } }`, a port is reached by its Service. An agent that reports on its node needs them: it runs in a namespace of its own (`teams.<team>.namespace` with `podSecurity: privileged`), and is named under `suppressions` of each environment with the reason.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  hostNetwork: true
  containers:
  - name: web
    image: registry.example.com/web:1.0.0
`,
    good: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.0.0
    ports:
    - { name: http, containerPort: 8080 }
`,
  },
  check: (world) => syncedPods(world).flatMap(findShared),
}

function findShared({ object, pointer, spec, containers }: PodTemplate): RuleFinding[] {
  const shared = namespaces.flatMap(([key, message]) =>
    spec[key] === true
      ? [
          {
            object,
            pointer: `${pointer}/${key}`,
            message: `the pod ${message}`,
            hint: `remove ${key} (\`security\` of the app)`,
          },
        ]
      : [],
  )
  const paths = shapes(spec.volumes).flatMap(({ name, hostPath }, index) =>
    hostPath === undefined || hostPath === null
      ? []
      : [
          {
            object,
            pointer: `${pointer}/volumes/${index}/hostPath`,
            message: `volume ${text(name) ?? index} is the path ${text(shape(hostPath).path) ?? ''} of the node: the pod reads what other pods and the node keep there`,
            hint: 'use a scratch volume, a claim or a ConfigMap',
          },
        ],
  )
  const ports = containers.flatMap(({ name, pointer: at, spec: container }) =>
    shapes(container.ports).flatMap(({ hostPort }, index) =>
      // In the node's network every port is one of the node; that is said once, above.
      typeof hostPort !== 'number' || hostPort === 0 || spec.hostNetwork === true
        ? []
        : [
            {
              object,
              pointer: `${at}/ports/${index}/hostPort`,
              message: `container ${name} takes port ${hostPort} of its node: no second pod that wants it fits there, and whoever reaches the node reaches it`,
              hint: 'remove hostPort and put a Service in front',
            },
          ],
    ),
  )
  return [...shared, ...paths, ...ports]
}
