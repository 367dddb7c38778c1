import type { Environment } from '@skyctl/model'

/** The environment that this one can take over from. */
export function primaryOf(
  environment: Environment,
  environments: readonly Environment[],
): Environment | undefined {
  return environments.find(({ name }) => name === environment.standbyFor)
}

/** The environments that can take over from this one. */
export function standbysOf(
  environment: Environment,
  environments: readonly Environment[],
): readonly Environment[] {
  return environments.filter(({ standbyFor }) => standbyFor === environment.name)
}
