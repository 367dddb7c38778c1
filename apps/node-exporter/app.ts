import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'DaemonSet',
  description: 'Metrics of every node',
  team: 'platform',
  image: { repository: 'quay.io/prometheus/node-exporter', tag: 'v1.9.1' },
  args: [
    '--path.procfs=/host/proc',
    '--path.sysfs=/host/sys',
    '--path.rootfs=/host/root',
    '--web.listen-address=:9100',
    // Pods come and go by the thousand; their mounts and interfaces are the kubelet's to report.
    '--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|var/lib/kubelet/.+)($|/)',
    '--collector.netclass.ignored-devices=^(lxc|eni|veth).*$',
  ],
  ports: {
    metrics: { port: 9100, appProtocol: 'http', openTo: ['platform'] },
  },
  probes: {
    readiness: { check: { http: { path: '/', port: 'metrics' } } },
    liveness: { check: { http: { path: '/', port: 'metrics' } } },
  },
  resources: {
    cpu: { request: '20m', limit: '200m' },
    memory: { request: '32Mi', limit: '64Mi' },
  },
  volumes: {
    proc: { kind: 'host', path: '/proc', mountPath: '/host/proc' },
    sys: { kind: 'host', path: '/sys', mountPath: '/host/sys' },
    root: {
      kind: 'host',
      path: '/',
      mountPath: '/host/root',
      mountPropagation: 'HostToContainer',
    },
  },
  security: { user: 65534, hostNetwork: true, hostPid: true },
  // Every node, whatever it is reserved for.
  tolerations: [{}],
  maxUnavailable: '25%',
})
