import type { Manifest } from '@skyctl/core'
import type { Environment, NamespaceNeed } from '@skyctl/model'

/** Namespaces that every cluster has from its first minute; nobody creates them. */
export const suppliedByCluster: ReadonlySet<string> = new Set([
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
])

export interface NamespaceInputs {
  readonly environment: Environment
  /** Teams of the units that live here, repeated where they own several. */
  readonly teams: readonly string[]
  /** Whether an app in it stands behind a load balancer. */
  readonly hasIngress: boolean
}

/** One Namespace: what its pods may do, who answers for it, and that no sync ever deletes it on its own. */
export function namespaceManifest(need: NamespaceNeed, inputs: NamespaceInputs): Manifest {
  const { environment, hasIngress } = inputs
  const teams = [...new Set(inputs.teams)]
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: need.name,
      labels: {
        'app.kubernetes.io/name': need.name,
        'app.kubernetes.io/instance': `${need.name}-${environment.name}`,
        'app.kubernetes.io/part-of': environment.company,
        'app.kubernetes.io/managed-by': 'skyctl',
        ...(teams.length === 1 && teams[0] !== undefined && { team: teams[0] }),
        ...podSecurityLabels(need.podSecurity),
        // A pod behind a load balancer is ready only once its target is healthy there: a rollout loses no request.
        ...(hasIngress && { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' }),
      },
      annotations: {
        // Taking a namespace out of the tree must not delete what lives in it, and must not block later syncs
        // either, as waiting for a confirmation would; only deleting the Application itself asks a human.
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=confirm',
      },
    },
  }
}

/**
 * Enforces what the namespace needs, and reports everything that the restricted standard would refuse: an exception
 * stays visible. The version is the cluster's own: a pinned one would silently keep an old standard after an upgrade.
 */
function podSecurityLabels(level: NamespaceNeed['podSecurity']): Record<string, string> {
  return {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': 'latest',
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/audit-version': 'latest',
    // A warning at every apply of a privileged agent is noise that hides the ones that matter.
    'pod-security.kubernetes.io/warn': level === 'privileged' ? 'privileged' : 'restricted',
    'pod-security.kubernetes.io/warn-version': 'latest',
  }
}
