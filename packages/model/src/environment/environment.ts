import type { EnvironmentOutput } from './environment-schema.ts'

/** One environment, parsed, merged and completed: every name that has a default is there. Trusted from here on. */
export interface Environment
  extends Omit<EnvironmentOutput, 'cluster' | 'encryption' | 'components'> {
  /** The file's name without `.yaml`. */
  readonly name: string
  /** Path of the file, relative to the workspace. */
  readonly file: string
  readonly cluster: EnvironmentOutput['cluster'] & { readonly name: string }
  readonly encryption: { readonly secretsKeyAlias: string; readonly volumesKeyAlias: string }
  /** Parsed options by component. */
  readonly components: Readonly<Record<string, unknown>>
}

/** Fills in what follows from other values: cluster name and key aliases. */
export function completeEnvironment(
  name: string,
  file: string,
  parsed: EnvironmentOutput,
): Environment {
  const cluster = parsed.cluster.name ?? `${parsed.company}-${name}`
  return {
    ...parsed,
    name,
    file,
    cluster: { ...parsed.cluster, name: cluster },
    encryption: {
      secretsKeyAlias: parsed.encryption.secretsKeyAlias ?? `alias/${cluster}-secrets`,
      volumesKeyAlias: parsed.encryption.volumesKeyAlias ?? `alias/${cluster}-volumes`,
    },
  }
}

/** The namespace that a team's apps run in. */
export function teamNamespace(environment: Environment, team: string): string {
  return environment.teams[team]?.namespace ?? team
}
