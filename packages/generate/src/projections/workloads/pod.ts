import type { AppSpec, EnvVar, ProbeSpec, VolumeSpec } from '@skyctl/model'
import { k8s } from 'cdk8s-plus-28'
import { configChecksum, configSuffix, directoryName, fileName } from './config-map.ts'
import { rolloutTimings } from './rollout.ts'
import type { WorkloadScope } from './scope.ts'

/** The pod of an app: one container, as little privilege as it can run with. */
export function podTemplate(
  scope: WorkloadScope,
  restartPolicy?: 'Never' | 'OnFailure',
): k8s.PodTemplateSpec {
  const { unit, spec, labels, selector } = scope
  const { security } = spec
  const checksum = configChecksum(spec)
  const volumes = volumesOf(scope)
  return {
    metadata: {
      labels: { ...labels },
      ...(checksum !== undefined && { annotations: { 'checksum/config': checksum } }),
    },
    spec: {
      serviceAccountName: unit.name,
      automountServiceAccountToken: spec.serviceAccountToken,
      // Service addresses come from DNS; the variables that links add collide with an app's own, such as PORT.
      enableServiceLinks: false,
      ...(security.hostNetwork && { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }),
      ...(security.hostPid && { hostPid: true }),
      securityContext: {
        runAsNonRoot: security.user !== 0,
        runAsUser: security.user,
        runAsGroup: security.group ?? security.user,
        ...(security.fsGroup !== undefined && {
          fsGroup: security.fsGroup,
          fsGroupChangePolicy: 'OnRootMismatch',
        }),
        seccompProfile: { type: 'RuntimeDefault' },
      },
      terminationGracePeriodSeconds: rolloutTimings(spec).gracePeriodSeconds,
      ...(restartPolicy && { restartPolicy }),
      ...(Object.keys(spec.nodeSelector).length > 0 && { nodeSelector: { ...spec.nodeSelector } }),
      ...(spec.tolerations.length > 0 && {
        tolerations: spec.tolerations.map(({ key, value, effect }) => ({
          ...(key !== undefined && { key }),
          operator: value === undefined ? 'Exists' : 'Equal',
          ...(value !== undefined && { value }),
          ...(effect !== undefined && { effect }),
        })),
      }),
      ...('spread' in spec && { topologySpreadConstraints: spreadOf(spec, selector) }),
      containers: [container(scope, volumes.mounts)],
      ...(volumes.volumes.length > 0 && { volumes: volumes.volumes }),
    },
  }
}

function container(scope: WorkloadScope, mounts: k8s.VolumeMount[]): k8s.Container {
  const { unit, spec } = scope
  const ports = Object.entries(spec.ports)
  const { cpu, memory } = spec.resources
  return {
    name: unit.name,
    image: unit.app.image,
    imagePullPolicy: 'IfNotPresent',
    ...(spec.command && { command: spec.command }),
    ...(spec.args && { args: spec.args }),
    ...(ports.length > 0 && {
      ports: ports.map(([name, { port, protocol }]) => ({ name, containerPort: port, protocol })),
    }),
    ...(unit.app.env.length > 0 && { env: unit.app.env.map(envVar) }),
    resources: {
      requests: {
        cpu: k8s.Quantity.fromString(cpu.request),
        memory: k8s.Quantity.fromString(memory.request),
      },
      limits: {
        cpu: k8s.Quantity.fromString(cpu.limit),
        memory: k8s.Quantity.fromString(memory.limit),
      },
    },
    ...('probes' in spec && {
      ...(spec.probes.startup && { startupProbe: probe(spec.probes.startup, spec.ports) }),
      ...(spec.probes.readiness && { readinessProbe: probe(spec.probes.readiness, spec.ports) }),
      ...(spec.probes.liveness && { livenessProbe: probe(spec.probes.liveness, spec.ports) }),
    }),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: !spec.security.writableRootFilesystem,
    },
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  }
}

function envVar(env: EnvVar): k8s.EnvVar {
  if ('secret' in env) {
    return { name: env.name, valueFrom: { secretKeyRef: { name: env.secret, key: env.key } } }
  }
  if ('fieldPath' in env) {
    return {
      name: env.name,
      valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: env.fieldPath } },
    }
  }
  return env
}

function probe(spec: ProbeSpec, ports: AppSpec['ports']): k8s.Probe {
  const { check } = spec
  return {
    ...('http' in check && {
      httpGet: {
        path: check.http.path,
        port: k8s.IntOrString.fromString(check.http.port),
        scheme: 'HTTP',
        ...(Object.keys(check.http.headers).length > 0 && {
          httpHeaders: Object.entries(check.http.headers).map(([name, value]) => ({ name, value })),
        }),
      },
    }),
    // The gRPC probe takes a number only.
    ...('grpc' in check && {
      grpc: {
        port: ports[check.grpc.port]?.port ?? 0,
        ...(check.grpc.service !== undefined && { service: check.grpc.service }),
      },
    }),
    ...('tcp' in check && { tcpSocket: { port: k8s.IntOrString.fromString(check.tcp.port) } }),
    ...('command' in check && { exec: { command: check.command } }),
    ...(spec.initialDelaySeconds !== undefined && {
      initialDelaySeconds: spec.initialDelaySeconds,
    }),
    periodSeconds: spec.periodSeconds,
    timeoutSeconds: spec.timeoutSeconds,
    failureThreshold: spec.failureThreshold,
    ...(spec.successThreshold !== 1 && { successThreshold: spec.successThreshold }),
  }
}

function spreadOf(
  spec: Extract<WorkloadScope['spec'], { spread: unknown }>,
  selector: Readonly<Record<string, string>>,
): k8s.TopologySpreadConstraint[] {
  const constraint = (topologyKey: string, need: 'required' | 'preferred') => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: need === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...selector } },
    // Each revision is spread on its own: else a rollout counts the pods that are about to go.
    ...(spec.kind === 'Deployment' && { matchLabelKeys: ['pod-template-hash'] }),
  })
  return [
    constraint('topology.kubernetes.io/zone', spec.spread.zones),
    constraint('kubernetes.io/hostname', spec.spread.hosts),
  ]
}

/** Volumes and where they are mounted: config files by directory, secrets, scratch and host paths, claims. */
function volumesOf(scope: WorkloadScope): { volumes: k8s.Volume[]; mounts: k8s.VolumeMount[] } {
  const { unit, spec } = scope
  const volumes: k8s.Volume[] = []
  const mounts: k8s.VolumeMount[] = []
  const directories = [...new Set(Object.keys(spec.files).map(directoryName))].sort()
  directories.forEach((directory, index) => {
    const name = index === 0 ? 'config' : `config-${index + 1}`
    volumes.push({
      name,
      configMap: {
        name: `${unit.name}-${configSuffix}`,
        // Only where files go to several directories must each mount choose its own.
        ...(directories.length > 1 && {
          items: Object.keys(spec.files)
            .filter((path) => directoryName(path) === directory)
            .map((path) => ({ key: fileName(path), path: fileName(path) })),
        }),
      },
    })
    mounts.push({ name, mountPath: directory, readOnly: true })
  })
  for (const [name, secret] of Object.entries(spec.secrets)) {
    if (secret.mountPath === undefined) continue
    volumes.push({ name: `secret-${name}`, secret: { secretName: `${unit.name}-${name}` } })
    mounts.push({ name: `secret-${name}`, mountPath: secret.mountPath, readOnly: true })
  }
  for (const [name, volume] of Object.entries(spec.volumes)) {
    volumes.push(plainVolume(name, volume))
    mounts.push({
      name,
      mountPath: volume.mountPath,
      ...(volume.kind === 'host' && {
        readOnly: true,
        ...(volume.mountPropagation !== 'None' && { mountPropagation: volume.mountPropagation }),
      }),
    })
  }
  if (spec.kind === 'StatefulSet') {
    for (const [name, storage] of Object.entries(spec.storage)) {
      mounts.push({ name, mountPath: storage.mountPath })
    }
  }
  return { volumes, mounts }
}

function plainVolume(name: string, volume: VolumeSpec): k8s.Volume {
  if (volume.kind === 'host') return { name, hostPath: { path: volume.path, type: 'Directory' } }
  return {
    name,
    emptyDir: {
      sizeLimit: k8s.Quantity.fromString(volume.sizeLimit),
      ...(volume.medium === 'memory' && { medium: 'Memory' }),
    },
  }
}
