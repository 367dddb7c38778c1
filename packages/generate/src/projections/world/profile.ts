import type { PlannedFile } from '@skyctl/core'
import type { Environment, Suppression } from '@skyctl/model'

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
  guardrails: GuardrailProfile,
): PlannedFile {
  return {
    path: `${environment.name}/world/profile.yaml`,
    owner: '_cluster',
    body: {
      kind: 'document',
      value: {
        cilium: { kubeAPIServer: 'external' },
        guardrails,
      },
    },
    origin: environment.file,
  }
}
