import type { Severity } from '@skyctl/core'
import type { PolicyObject } from '../world/world.ts'
import type { LintContext } from './lint-context.ts'

/** Something about a policy that both judges take, and that does not do what its author must have meant. */
export interface LintFinding {
  readonly policy: PolicyObject
  /** JSON pointer inside the object. */
  readonly pointer: string
  /** What is wrong, and what it leads to. */
  readonly message: string
  /** The way out. */
  readonly hint: string
  /** Namespaces whose pods, if some are not in the world, may make it wrong: '' is every namespace. */
  readonly ifAllPodsOf?: readonly string[]
}

/** One way in which a policy misleads: a pure function of a world, and all that a page about it says. */
export interface Lint {
  /** Kebab-case, as its file is named. */
  readonly id: string
  /** What holds where nothing is found: one line, present tense. */
  readonly title: string
  readonly severity: Severity
  /** Why it matters: a paragraph. */
  readonly reason: string
  /** What to do: a paragraph. */
  readonly fix: string
  /** YAML documents: in `bad` something is found, and in `good` nothing. */
  readonly example: { readonly bad: string; readonly good: string }
  readonly check: (context: LintContext) => readonly LintFinding[]
}
