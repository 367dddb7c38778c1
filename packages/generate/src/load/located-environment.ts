import type { Path, Problem, Severity, Where } from '@skyctl/core'
import type { Environment } from '@skyctl/model'

/** A parsed environment that can still say where each of its values is written: in its own file or in the defaults. */
export interface LocatedEnvironment {
  readonly environment: Environment
  /** Place of the value at a path, or of its key; of the nearest parent where a default made the value. */
  readonly locate: (path: Path, at?: 'key' | 'value') => Where
}

/** What a rule says about one place of an environment. */
export interface Finding<Id extends string> {
  readonly id: Id
  /** @defaultValue `error` */
  readonly severity?: Severity
  readonly path: Path
  /** @defaultValue `value` */
  readonly at?: 'key' | 'value'
  readonly message: string
  readonly hint: string
}

export function problemAt(located: LocatedEnvironment, finding: Finding<string>): Problem {
  const { id, severity = 'error', path, at, message, hint } = finding
  return { id, severity, where: located.locate(path, at), message, hint }
}
