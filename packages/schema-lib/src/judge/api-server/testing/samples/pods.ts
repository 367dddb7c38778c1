import type { JsonObject } from '@skyctl/core'

const metadata = { name: 'web', namespace: 'shop' }
export const labels = { app: 'web' }

export const podSpec: JsonObject = {
  restartPolicy: 'Always',
  serviceAccountName: 'web',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'None',
  dnsConfig: {
    nameservers: ['10.0.0.10', 'fd00::10'],
    searches: ['svc.cluster.local', '_x.example.com.'],
    options: [{ name: 'ndots', value: '2' }],
  },
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['a.example.com'] }],
  hostname: 'web',
  subdomain: 'pods',
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  priorityClassName: 'high',
  os: { name: 'linux' },
  readinessGates: [{ conditionType: 'example.com/ready' }],
  securityContext: {
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 1000,
    supplementalGroups: [2000],
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/web.json' },
    appArmorProfile: { type: 'RuntimeDefault' },
    sysctls: [{ name: 'net.core.somaxconn', value: '1024' }],
  },
  tolerations: [
    { key: 'dedicated', operator: 'Equal', value: 'web', effect: 'NoSchedule' },
    { key: 'slow', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 },
    { operator: 'Exists' },
  ],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      minDomains: 2,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: labels },
      matchLabelKeys: ['pod-template-hash'],
    },
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] },
    },
  ],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [
              { key: 'cpus', operator: 'Gt', values: ['2'] },
              { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] },
              { key: 'spot', operator: 'DoesNotExist' },
            ],
            matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['node-1'] }],
          },
        ],
      },
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 10, preference: { matchExpressions: [{ key: 'fast', operator: 'Exists' }] } },
      ],
    },
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'cache' } } },
      ],
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            topologyKey: 'topology.kubernetes.io/zone',
            namespaces: ['shop'],
            namespaceSelector: { matchLabels: { team: 'web' } },
            labelSelector: { matchLabels: labels },
          },
        },
      ],
    },
  },
  initContainers: [
    { name: 'prepare', image: 'example.com/prepare:1', command: ['true'] },
    {
      name: 'proxy',
      image: 'example.com/proxy:1',
      restartPolicy: 'Always',
      startupProbe: { tcpSocket: { port: 15_000 }, failureThreshold: 30 },
    },
  ],
  containers: [
    {
      name: 'web',
      image:
        'example.com/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      imagePullPolicy: 'IfNotPresent',
      ports: [
        { name: 'http', containerPort: 8080, protocol: 'TCP', hostPort: 8080, hostIP: '10.0.0.1' },
        { name: 'dns', containerPort: 53, protocol: 'UDP' },
      ],
      env: [
        { name: 'PLAIN', value: 'x' },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'TEAM', valueFrom: { fieldRef: { fieldPath: "metadata.labels['team']" } } },
        {
          name: 'CPUS',
          valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } },
        },
        {
          name: 'URL',
          valueFrom: { configMapKeyRef: { name: 'web', key: 'url', optional: true } },
        },
        { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'web', key: 'token' } } },
      ],
      envFrom: [{ prefix: 'CFG_', configMapRef: { name: 'web' } }, { secretRef: { name: 'web' } }],
      resources: {
        requests: {
          cpu: '250m',
          memory: '128Mi',
          'ephemeral-storage': '1Gi',
          'example.com/gpu': '1',
        },
        limits: { cpu: '1', memory: '128Mi', 'ephemeral-storage': '2Gi', 'example.com/gpu': '1' },
      },
      volumeMounts: [
        { name: 'config', mountPath: '/etc/web', readOnly: true, recursiveReadOnly: 'IfPossible' },
        { name: 'data', mountPath: '/data', subPath: 'web' },
        { name: 'all', mountPath: '/all', mountPropagation: 'HostToContainer' },
      ],
      volumeDevices: [{ name: 'raw', devicePath: '/dev/raw' }],
      livenessProbe: {
        httpGet: { path: '/live', port: 'http', httpHeaders: [{ name: 'X-Probe', value: '1' }] },
        periodSeconds: 10,
        terminationGracePeriodSeconds: 10,
      },
      readinessProbe: { grpc: { port: 8080 }, successThreshold: 2 },
      startupProbe: { exec: { command: ['true'] } },
      lifecycle: {
        preStop: { sleep: { seconds: 5 } },
        postStart: { httpGet: { path: '/', port: 8080 } },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
        procMount: 'Default',
      },
    },
  ],
  volumes: [
    {
      name: 'config',
      configMap: { name: 'web', defaultMode: 288, items: [{ key: 'a', path: 'b/a' }] },
    },
    { name: 'data', emptyDir: { sizeLimit: '1Gi', medium: 'Memory' } },
    { name: 'secret', secret: { secretName: 'web', items: [{ key: 'a', path: 'a', mode: 256 }] } },
    { name: 'host', hostPath: { path: '/var/log', type: 'Directory' } },
    { name: 'share', nfs: { server: 'nfs.example.com', path: '/exports' } },
    { name: 'raw', persistentVolumeClaim: { claimName: 'raw' } },
    { name: 'inline', csi: { driver: 'csi.example.com', nodePublishSecretRef: { name: 'csi' } } },
    { name: 'model', image: { reference: 'example.com/model:1', pullPolicy: 'IfNotPresent' } },
    {
      name: 'pod',
      downwardAPI: {
        items: [
          { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
          { path: 'cpu', resourceFieldRef: { containerName: 'web', resource: 'requests.cpu' } },
        ],
      },
    },
    {
      name: 'all',
      projected: {
        defaultMode: 420,
        sources: [
          { secret: { name: 'web', items: [{ key: 'a', path: 'secret/a' }] } },
          { configMap: { name: 'web' } },
          { downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
          { serviceAccountToken: { path: 'token', expirationSeconds: 3600, audience: 'x' } },
        ],
      },
    },
    {
      name: 'scratch',
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      },
    },
  ],
}

export const template: JsonObject = {
  metadata: { labels, annotations: { note: 'x' } },
  spec: podSpec,
}

/** A pod that says much of what a pod can say. */
export const pods = {
  Pod: { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, labels }, spec: podSpec },
  PodTemplate: { apiVersion: 'v1', kind: 'PodTemplate', metadata, template },
} satisfies Record<string, JsonObject>
