import { defineComponent } from '@skyctl/model'
import { z } from 'zod'
import { metricsServerChart } from './values.ts'

const labels = {
  'app.kubernetes.io/name': 'metrics-server',
  'app.kubernetes.io/instance': 'metrics-server',
}

export default defineComponent({
  description: 'CPU and memory of pods and nodes: what autoscalers and `kubectl top` read.',
  team: 'platform',
  namespace: 'kube-system',
  namespaceExists: true,
  dependsOn: ['cilium', 'cert-manager'],
  options: z.strictObject({
    replicas: z
      .int()
      .min(1)
      .default(2)
      .meta({ description: 'Two, so that autoscalers do not go blind during a drain.' }),
  }),
  build: ({ options }) => ({
    chart: metricsServerChart({
      release: 'metrics-server',
      values: {
        replicas: options.replicas,
        podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        // cert-manager signs what the API server verifies; by default nobody verifies it.
        apiService: { insecureSkipTLSVerify: false },
        tls: { type: 'cert-manager' },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      },
    }),
    workloads: [
      {
        kind: 'Deployment',
        name: 'metrics-server',
        labels,
        serviceAccount: 'metrics-server',
        replicas: options.replicas,
        ports: [{ name: 'https', port: 10250, protocol: 'TCP' }],
      },
    ],
    listens: [
      {
        service: 'metrics-server',
        name: 'https',
        port: 10250,
        servicePort: 443,
        protocol: 'TCP',
        appProtocol: 'tcp',
        openTo: 'all',
      },
    ],
    talksTo: [{ to: 'kube-apiserver' }],
    chartObjects: [
      {
        apiVersion: 'apiregistration.k8s.io/v1',
        kind: 'APIService',
        metadata: { name: 'v1beta1.metrics.k8s.io' },
        spec: {
          group: 'metrics.k8s.io',
          version: 'v1beta1',
          groupPriorityMinimum: 100,
          versionPriority: 100,
          service: { name: 'metrics-server', namespace: 'kube-system', port: 443 },
        },
      },
    ],
  }),
})
