export type Severity = 'error' | 'warning' | 'info'

/** Where a problem is. Lines and columns count from 1; `index` is the document within the file, from 0. */
export interface Where {
  /** Path relative to the workspace, with forward slashes. */
  readonly file?: string
  readonly index?: number
  /** Identity text of the object, as {@link formatObjectId} writes it. */
  readonly object?: string
  /** JSON pointer (RFC 6901) inside the object or document. */
  readonly pointer?: string
  readonly line?: number
  readonly column?: number
}

/**
 * One finding, as data. `message` says what is wrong and why it matters; `hint` says what to do.
 * Only the CLI makes text of it.
 */
export interface Problem {
  /** Stable, kebab-case: the rule's or the check's name. */
  readonly id: string
  readonly severity: Severity
  readonly where: Where
  readonly message: string
  readonly hint: string
}

/** Whether a run that met these problems fails. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}

/** A stable order: by file, line, column, object, pointer, then id, so that output never depends on discovery order. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      compareText(a.where.file ?? '', b.where.file ?? '') ||
      (a.where.line ?? 0) - (b.where.line ?? 0) ||
      (a.where.column ?? 0) - (b.where.column ?? 0) ||
      compareText(a.where.object ?? '', b.where.object ?? '') ||
      compareText(a.where.pointer ?? '', b.where.pointer ?? '') ||
      compareText(a.id, b.id) ||
      compareText(a.message, b.message),
  )
}

/** Orders by UTF-16 code unit: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
