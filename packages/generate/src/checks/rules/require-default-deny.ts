import { defaultDenies } from '../default-denies.ts'
import { syncedPods } from '../pods.ts'
import { hardening, type Rule, type RuleFinding } from '../rule.ts'
import type { World, WorldObject } from '../world.ts'

/** In every namespace of applications, what no policy allows is denied, in both directions. */
export const requireDefaultDeny: Rule = {
  id: 'require-default-deny',
  reach: 'environment',
  title: 'Every namespace of applications denies traffic by default, in both directions',
  level: 'baseline',
  severity: hardening,
  reason:
    'Without a policy that selects it a pod may talk to every other pod and to the internet, and everybody may talk to it. One that is broken into is then a door to all others, and to wherever data can be sent. Only where everything is denied by default does the list of allowed connections say who can talk to whom.',
  fix: 'Add a CiliumNetworkPolicy with an empty `endpointSelector`, `ingress: [{}]` and `egress: [{}]` to the namespace (or a CiliumClusterwideNetworkPolicy that selects it), and allow what is needed beside it. A NetworkPolicy with an empty `podSelector` and both `policyTypes` does the same.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
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
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: default-deny, namespace: shop }
spec:
  endpointSelector: {}
  ingress: [{}]
  egress: [{}]
`,
  },
  check: (world) => {
    const deniesIn = defaultDenies(world)
    return [...applicationNamespaces(world)].flatMap(([namespace, firstWorkload]) => {
      const denied = deniesIn(namespace)
      const open = (['ingress', 'egress'] as const).filter((direction) => !denied[direction])
      if (open.length === 0 || isPendingPolicy(world, namespace)) return []
      const finding: RuleFinding = {
        object: world.get(`Namespace ${namespace}`) ?? firstWorkload,
        pointer: '',
        message: `namespace ${namespace} denies no ${open.join(' and no ')} by default: its pods talk to whatever no policy forbids`,
        hint: 'add a policy that selects all its pods and denies both directions',
      }
      return [finding]
    })
  },
}

const systemNamespaces = new Set(['kube-system', 'kube-public', 'kube-node-lease'])

/** Namespaces where synced pods run, with the first of them; host-networked ones are outside every policy. */
function applicationNamespaces(world: World): ReadonlyMap<string, WorldObject> {
  const first = new Map<string, WorldObject>()
  for (const { object, spec } of syncedPods(world)) {
    const { namespace } = object.id
    if (systemNamespaces.has(namespace) || spec.hostNetwork === true) continue
    if (!first.has(namespace)) first.set(namespace, object)
  }
  return first
}

function isPendingPolicy(world: World, namespace: string): boolean {
  return (
    world.hasPending('cilium.io/CiliumNetworkPolicy', namespace) ||
    world.hasPending('networking.k8s.io/NetworkPolicy', namespace)
  )
}
