import { type Environment, type IamStatement, substitute } from '@skyctl/model'

/** Fills the environment's account, region, cluster and partition into resources and conditions. */
export function resolveStatements(
  statements: readonly IamStatement[],
  environment: Environment,
): IamStatement[] {
  const fill = (text: string) => substitute(text, environment)
  return statements.map(({ actions, resources, conditions }) => ({
    actions,
    resources: resources.map(fill),
    ...(conditions && {
      conditions: Object.fromEntries(
        Object.entries(conditions).map(([operator, tests]) => [
          operator,
          Object.fromEntries(
            Object.entries(tests).map(([key, value]) => [
              fill(key),
              typeof value === 'string' ? fill(value) : value.map(fill),
            ]),
          ),
        ]),
      ),
    }),
  }))
}
