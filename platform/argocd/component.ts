import { defineComponent } from '@skyctl/model'
import { z } from 'zod'
import { chartHosts } from './chart-hosts.ts'
import { argocdCrds } from './crds.ts'
import { applicationHealth, policyHealth } from './health-checks.ts'
import { resourceExclusions } from './resource-exclusions.ts'
import { argocdServices } from './services.ts'
import { argocdChart } from './values.ts'
import { argocdWorkloads } from './workloads.ts'

const optionsSchema = z.strictObject({
  highAvailability: z.boolean().default(false).meta({
    description:
      'Two API and repository servers and a replicated Redis on three nodes; needs three nodes.',
  }),
  dex: z
    .boolean()
    .default(false)
    .meta({ description: 'Run Dex, for a single sign-on that Argo CD cannot reach by itself.' }),
})

export type ArgocdOptions = z.output<typeof optionsSchema>

export default defineComponent({
  description: 'Applies the generated tree to its own cluster, and keeps the two equal.',
  team: 'platform',
  namespace: 'argocd',
  // Redis of the replicated variant is not verified against the restricted standard.
  podSecurity: 'baseline',
  dependsOn: ['namespaces', 'cilium'],
  options: optionsSchema,
  build: ({ environment, options }) => {
    const { highAvailability, dex } = options
    const pdb = { enabled: highAvailability, maxUnavailable: 1 }
    const replicated = { replicas: highAvailability ? 2 : 1, pdb }
    return {
      chart: argocdChart({
        release: 'argocd',
        values: {
          // Two environments may share a domain, as production and its standby do; each Argo CD has a name of its own.
          global: { domain: `argocd-${environment.name}.${environment.domain}` },
          crds: { install: true, keep: true },
          configs: {
            cm: {
              'application.resourceTrackingMethod': 'annotation',
              // Webhooks tell of a commit at once; polling is the fallback, spread so that it is no burst.
              'timeout.reconciliation': '300s',
              'timeout.reconciliation.jitter': '60s',
              'resource.exclusions': resourceExclusions(),
              'resource.customizations.health.argoproj.io_Application': applicationHealth,
              'resource.customizations.health.cilium.io_CiliumNetworkPolicy': policyHealth,
              'resource.customizations.health.cilium.io_CiliumClusterwideNetworkPolicy':
                policyHealth,
            },
            params: { 'controller.diff.server.side': true },
          },
          // More controllers share clusters among them, and this one has a single cluster.
          controller: { replicas: 1 },
          server: replicated,
          repoServer: replicated,
          // Every Application is in the tree: nothing generates any.
          applicationSet: { replicas: 0 },
          notifications: { enabled: false },
          dex: { enabled: dex },
          'redis-ha': {
            enabled: highAvailability,
            // With three nodes, a rollout could place no fourth proxy, and would wait for ever.
            haproxy: { hardAntiAffinity: false },
          },
        },
      }),
      bootstrap: {
        phase: 'delivery',
        helmFlags: ['--wait', '--timeout=15m'],
        why: 'Argo CD installs everything else, itself included: it adopts this release at its first sync, with the same values.',
        before: [],
        check: {
          run: 'kubectl --context {cluster} --namespace argocd rollout status statefulset/argocd-application-controller --timeout=10m',
          prints: 'statefulset rolling update complete 1 pods at revision ...',
        },
      },
      workloads: argocdWorkloads(options),
      listens: argocdServices(options),
      talksTo: [
        { to: 'kube-apiserver' },
        ...sourceHosts(environment.repository.url).map(
          (host) => ({ to: 'host', host, port: 443 }) as const,
        ),
      ],
      crds: argocdCrds,
    }
  },
})

/** Where manifests and charts come from. */
function sourceHosts(repository: string): string[] {
  const git = URL.canParse(repository) ? new URL(repository).hostname : undefined
  return [...new Set([...(git === undefined ? [] : [git]), ...chartHosts])].sort()
}
