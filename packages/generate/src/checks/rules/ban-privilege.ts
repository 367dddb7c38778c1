import { type PodTemplate, syncedPods } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { type Shape, shape, shapes, text, texts } from '../shapes.ts'

/** The only capability that may be added. Source: Pod Security Standards, "restricted". */
const allowedCapability = 'NET_BIND_SERVICE'

/** Sysctls that concern nothing outside the pod. Source: Pod Security Standards, "baseline", for Kubernetes 1.35. */
const safeSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
])

const safeSelinuxTypes = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
])

/**
 * No pod takes a privilege that reaches beyond it. Source: Pod Security Standards, "baseline", and of "restricted" the
 * capabilities that may be added and an escalation that is asked for.
 */
export const banPrivilege: Rule = {
  id: 'ban-privilege',
  reach: 'namespace',
  title: 'No container takes privileges of the node',
  level: 'baseline',
  severity: 'error',
  reason:
    'A privileged container, an added capability such as SYS_ADMIN, an unmasked /proc or a system call filter that is off is a way from the container to its node, and from there to every pod and every credential on it. The Pod Security Standards forbid all of them at their baseline, and a namespace that enforces it refuses the pods.',
  fix: 'The model of apps has no property for any of these: remove what `constructs` or a component adds. A port below 1024 needs no privilege (`net.ipv4.ip_unprivileged_port_start` is safe), or the one capability NET_BIND_SERVICE. An agent that really needs the node belongs in a namespace of its own (`teams.<team>.namespace` with `podSecurity: privileged`), with an exception under `suppressions` that says why.',
  example: {
    bad: `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: tuner, namespace: agents }
spec:
  selector:
    matchLabels: { app: tuner }
  template:
    metadata: { labels: { app: tuner } }
    spec:
      containers:
      - name: tuner
        image: registry.example.com/tuner:1.0.0
        securityContext: { privileged: true }
`,
    good: `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: tuner, namespace: agents }
spec:
  selector:
    matchLabels: { app: tuner }
  template:
    metadata: { labels: { app: tuner } }
    spec:
      containers:
      - name: tuner
        image: registry.example.com/tuner:1.0.0
        securityContext:
          allowPrivilegeEscalation: false
          capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }
`,
  },
  check: (world) => syncedPods(world).flatMap(findPrivileges),
}

/** Place below a security context, what is wrong, and the way out. */
type Fault = readonly [place: string, message: string, hint: string]

function findPrivileges({ object, pointer, spec, containers }: PodTemplate): RuleFinding[] {
  const found = (who: string, at: string, faults: readonly Fault[]) =>
    faults.map(([place, message, hint]) => ({
      object,
      pointer: `${at}/securityContext${place}`,
      message: `${who} ${message}`,
      hint,
    }))
  const ofPod = shape(spec.securityContext)
  return [
    ...found('the pod', pointer, [...sharedFaults(ofPod), ...sysctlFaults(ofPod)]),
    ...containers.flatMap(({ name, pointer: at, spec: container }) => {
      const own = shape(container.securityContext)
      return found(`container ${name}`, at, [...containerFaults(own), ...sharedFaults(own)])
    }),
  ]
}

function containerFaults(context: Shape): Fault[] {
  const faults: Fault[] = []
  if (context.privileged === true) {
    faults.push([
      '/privileged',
      'is privileged: it has every capability and every device of its node',
      'remove it, and add the one capability or volume that is needed',
    ])
  }
  if (context.allowPrivilegeEscalation === true) {
    faults.push([
      '/allowPrivilegeEscalation',
      'may gain privileges that its user has not, by a setuid program',
      'set allowPrivilegeEscalation: false',
    ])
  }
  texts(shape(context.capabilities).add).forEach((capability, index) => {
    if (capability.replace(/^CAP_/, '') === allowedCapability) return
    faults.push([
      `/capabilities/add/${index}`,
      `adds the capability ${capability}, a privilege of root`,
      `remove it; only ${allowedCapability} may be added`,
    ])
  })
  const { procMount } = context
  if (procMount !== undefined && procMount !== 'Default') {
    faults.push([
      '/procMount',
      'sees and changes the kernel by an unmasked /proc',
      'remove procMount',
    ])
  }
  return faults
}

/** What a pod and a container may both say. */
function sharedFaults(context: Shape): Fault[] {
  const faults: Fault[] = []
  if (shape(context.seccompProfile).type === 'Unconfined') {
    faults.push([
      '/seccompProfile/type',
      'may make every system call, those that break out of containers too',
      'use RuntimeDefault',
    ])
  }
  if (shape(context.appArmorProfile).type === 'Unconfined') {
    faults.push([
      '/appArmorProfile/type',
      'runs without an AppArmor profile',
      'use RuntimeDefault, or leave it out',
    ])
  }
  if (shape(context.windowsOptions).hostProcess === true) {
    faults.push([
      '/windowsOptions/hostProcess',
      'runs as a process of its Windows node',
      'remove hostProcess',
    ])
  }
  const { type, user, role } = shape(context.seLinuxOptions)
  if (!safeSelinuxTypes.has(text(type) ?? '') || text(user) || text(role)) {
    faults.push([
      '/seLinuxOptions',
      'chooses its own SELinux label, and so what the node forbids it',
      'remove seLinuxOptions',
    ])
  }
  return faults
}

function sysctlFaults(context: Shape): Fault[] {
  return shapes(context.sysctls).flatMap(({ name }, index): Fault[] => {
    const sysctl = text(name)
    if (sysctl === undefined || safeSysctls.has(sysctl)) return []
    return [
      [
        `/sysctls/${index}`,
        `sets ${sysctl}, which other pods of the node feel, or which the kubelet refuses`,
        'remove it, or set it for the nodes',
      ],
    ]
  })
}
