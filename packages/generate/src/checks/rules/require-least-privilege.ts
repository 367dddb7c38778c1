import { type PodTemplate, syncedPods } from '../pods.ts'
import { hardening, type Rule, type RuleFinding } from '../rule.ts'
import { shape, texts } from '../shapes.ts'

/**
 * Every container gives up what it does not need, in words. Source: Pod Security Standards, "restricted": privilege
 * escalation, capabilities, seccomp. What is asked for too much is `ban-privilege`'s.
 */
export const requireLeastPrivilege: Rule = {
  id: 'require-least-privilege',
  reach: 'namespace',
  title: 'Every container drops all capabilities, privilege escalation and unfiltered system calls',
  level: 'baseline',
  severity: hardening,
  reason:
    'Left alone, a container keeps fourteen capabilities of root, may gain more by a setuid program, and on nodes without a default profile may make every system call. Almost no service needs any of that, and almost every way out of a container does. The restricted Pod Security Standard asks for each in words: namespaces that enforce it refuse pods that are silent.',
  fix: 'Every `app.ts` gets this by itself. In an object of your own, set `allowPrivilegeEscalation: false` and `capabilities: { drop: [ALL] }` in the `securityContext` of each container, and `seccompProfile: { type: RuntimeDefault }` in that of the pod.',
  example: {
    bad: `apiVersion: batch/v1
kind: Job
metadata: { name: import, namespace: shop }
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: import
        image: registry.example.com/import:1.0.0
`,
    good: `apiVersion: batch/v1
kind: Job
metadata: { name: import, namespace: shop }
spec:
  template:
    spec:
      restartPolicy: Never
      securityContext:
        seccompProfile: { type: RuntimeDefault }
      containers:
      - name: import
        image: registry.example.com/import:1.0.0
        securityContext:
          allowPrivilegeEscalation: false
          capabilities: { drop: [ALL] }
`,
  },
  check: (world) => syncedPods(world).flatMap(findKept),
}

function findKept({ object, spec, containers }: PodTemplate): RuleFinding[] {
  const ofPod = shape(spec.securityContext)
  return containers.flatMap(({ name, pointer, spec: container }) => {
    const own = shape(container.securityContext)
    // A privileged container has it all anyway, and `ban-privilege` says so.
    if (own.privileged === true) return []
    const kept: string[] = []
    const hints: string[] = []
    if (own.allowPrivilegeEscalation === undefined) {
      kept.push('gain privileges by a setuid program')
      hints.push('allowPrivilegeEscalation: false')
    }
    if (!texts(shape(own.capabilities).drop).includes('ALL')) {
      kept.push("use root's default capabilities")
      hints.push('capabilities: { drop: [ALL] }')
    }
    if (shape(own.seccompProfile ?? ofPod.seccompProfile).type === undefined) {
      kept.push('make any system call')
      hints.push('seccompProfile: { type: RuntimeDefault }')
    }
    if (kept.length === 0) return []
    return [
      {
        object,
        pointer: `${pointer}/securityContext`,
        message: `container ${name} may ${kept.join(', and ')}: nothing takes that away`,
        hint: `set ${hints.join(', ')} in its securityContext`,
      },
    ]
  })
}
