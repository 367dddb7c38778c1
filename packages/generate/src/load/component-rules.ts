import { suggestionHint } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { type ModuleProblem, moduleProblem } from './parse-app.ts'
import type { LoadedComponent } from './workspace.ts'

/** What a component says of others must be true. Its `dependsOn` is judged where the layers are computed. */
export function checkComponent(
  { name, origin, definition }: LoadedComponent,
  environments: readonly Environment[],
): ModuleProblem[] {
  const { team } = definition.input
  const teams = new Set(environments.flatMap((environment) => Object.keys(environment.teams)))
  if (teams.has(team)) return []
  return [
    moduleProblem(
      origin,
      ['team'],
      'unknown-team',
      `no team is called '${team}', so nobody would own ${name}`,
      suggestionHint(team, teams),
    ),
  ]
}
