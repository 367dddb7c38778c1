import type { PlannedFile } from '@skyctl/core'
import type { Environment, Suppression, Unit } from '@skyctl/model'

/** What rules must know of an environment that no object says: carried to them with the world, never by the model. */
export interface GuardrailProfile {
  readonly environment: string
  readonly level: 'baseline' | 'strict'
  readonly kubernetesVersion: string
  readonly region: string
  readonly mandatoryTags: readonly string[]
  readonly suppressions: readonly Suppression[]
  /** Identity texts of objects that wait for a fact, sorted: a reference to one is not missing. */
  readonly pending: readonly string[]
}

/** What rules know of an environment besides its objects. */
export interface RuleProfile extends GuardrailProfile {
  /** What the verdict of a policy depends on besides the policies, as policy-lib reads it. */
  readonly cilium: Readonly<Record<string, unknown>>
}

export function guardrailProfile(
  environment: Environment,
  pending: readonly string[],
): GuardrailProfile {
  return {
    environment: environment.name,
    level: environment.guardrails.level,
    kubernetesVersion: environment.kubernetes.version,
    region: environment.region,
    mandatoryTags: [...environment.mandatoryTags].sort(),
    suppressions: environment.suppressions,
    pending: [...new Set(pending)].sort(),
  }
}

/** `world/profile.yaml`: Cilium's evaluation profile and the guardrails' settings. */
export function projectProfile(
  environment: Environment,
  { cilium, ...guardrails }: RuleProfile,
): PlannedFile {
  return {
    path: `${environment.name}/world/profile.yaml`,
    owner: '_cluster',
    body: {
      kind: 'document',
      value: {
        cilium,
        guardrails,
      },
    },
    origin: environment.file,
  }
}

/** What the verdict of a policy depends on besides the policies: the version of Cilium and its name for the cluster. */
export function ciliumProfile(environment: Environment, units: readonly Unit[]) {
  const version = units.find(({ chart }) => chart?.chart === 'cilium')?.chart?.version
  return {
    ...(version !== undefined && {
      ciliumVersion: version.split('.').slice(0, 2).join('.'),
      clusterName: environment.cluster.name,
    }),
    // The control plane of EKS is outside of the cluster.
    kubeAPIServer: 'external',
  }
}
