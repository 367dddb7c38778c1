import type { Json, Path } from '@skyctl/core'

/** One kind of damage. */
export interface Damage {
  readonly id: string
  /** What is done, as docs/conformance-kubeconform.md says it. */
  readonly does: string
  /**
   * Every value that a place is left with; none where the damage does not apply to it.
   *
   * @param known Fields that the schemas of the place state.
   */
  readonly apply: (value: Json, path: Path, known: () => readonly string[]) => readonly Json[]
}
