import { selectsLabels } from '../label-selector.ts'
import type { PodTemplate } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { replicatedPods } from '../scaling.ts'
import { member, type Shape, shape, shapes } from '../shapes.ts'

const zoneKey = 'topology.kubernetes.io/zone'

/** The pods of a workload are told apart by zone, by a constraint that counts them. */
export const requireZoneSpread: Rule = {
  id: 'require-zone-spread',
  reach: 'namespace',
  title: 'The pods of every workload are spread across zones',
  level: 'strict',
  severity: 'error',
  reason:
    "The loss of a zone takes every pod in it. The scheduler's own default tolerates a difference of five pods between zones, so three replicas may well stand in one. A constraint helps only where its selector selects the very pods that carry it: one that counts others spreads nothing.",
  fix: 'Every app of the model is spread by itself; `spread: { zones: "required" }` makes it a condition instead of a wish. In an object of your own, add a topologySpreadConstraint over `topology.kubernetes.io/zone` whose `labelSelector` is that of the workload, or a podAntiAffinity over the same key.',
  example: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector:
    matchLabels: { app: web }
  template:
    metadata: { labels: { app: web } }
    spec:
      topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchLabels: { app: web }
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
`,
  },
  check: (world) =>
    [...replicatedPods(world).values()].flatMap(({ pod, several }) =>
      several && pod.object.synced ? findCrowd(pod) : [],
    ),
}

function findCrowd({ object, pointer, labels, spec }: PodTemplate): RuleFinding[] {
  const terms = termsOf(spec).filter(({ topologyKey }) => topologyKey === zoneKey)
  if (terms.some(({ labelSelector }) => selectsLabels(labelSelector, labels))) return []
  return [
    {
      object,
      pointer: `${pointer}/topologySpreadConstraints`,
      message:
        terms.length === 0
          ? 'nothing spreads its pods across zones: the loss of one zone may take all of them'
          : 'what spreads it across zones selects other pods than its own, so its own may all stand in one zone',
      hint: `add a topologySpreadConstraint over ${zoneKey} with the labels of its own pods (\`spread\` of the app)`,
    },
  ]
}

/** Whatever sets pods apart: each with a topology key, and the pods that it counts. */
function termsOf(spec: Shape): readonly Shape[] {
  const antiAffinity = shape(member(spec, 'affinity', 'podAntiAffinity'))
  return [
    ...shapes(spec.topologySpreadConstraints),
    ...shapes(antiAffinity.requiredDuringSchedulingIgnoredDuringExecution),
    ...shapes(antiAffinity.preferredDuringSchedulingIgnoredDuringExecution).map((term) =>
      shape(term.podAffinityTerm),
    ),
  ]
}
