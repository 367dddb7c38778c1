import { SkyError, suggestionHint } from '@skyctl/core'
import { renderSarif } from '../formats/sarif.ts'
import { type ComparedSides, type CompareOptions, compareSides } from './compare-sides.ts'
import { diffJson } from './diff-json.ts'
import { createReadOnce, readSide, type Side } from './read-sides.ts'
import { diffProblems, quietChanges, renderMarkdown } from './render-policy-diff.ts'

export interface ComparePoliciesOptions extends CompareOptions {
  /** Working folder, absolute. */
  readonly folder: string
  /** Folders or revisions. */
  readonly base: string
  readonly head: string
  /** Some of the environments; none for all. */
  readonly environments: readonly string[]
  readonly format: 'md' | 'json' | 'sarif'
}

/**
 * What is different between two sides about who can talk to whom, as text.
 *
 * @throws SkyError exit code 2 where a side cannot be read, or has no environment of that name.
 */
export async function comparePolicies(
  options: ComparePoliciesOptions,
): Promise<{ readonly text: string; readonly isDifferent: boolean }> {
  const { folder, base, head, environments, format } = options
  const read = createReadOnce()
  const sides = [base, head].map((name) => readSide({ folder, name }, read))
  const [before, after] = chosen(sides, environments)
  const compared = await compareSides(before, after, options)
  return { text: render(compared, format), isDifferent: compared.items.length > 0 }
}

function render(compared: ComparedSides, format: ComparePoliciesOptions['format']): string {
  const { items, diffs } = compared
  const quiet = quietChanges([...diffs.values()], items)
  switch (format) {
    case 'md':
      return renderMarkdown(items, quiet)
    case 'json':
      return `${JSON.stringify(diffJson(compared, quiet))}\n`
    case 'sarif':
      return `${renderSarif(diffProblems(items))}\n`
  }
}

function chosen(sides: readonly Side[], environments: readonly string[]): readonly [Side, Side] {
  const known = new Set(sides.flatMap((side) => [...side.keys()]))
  const unknown = environments.filter((name) => !known.has(name))
  if (unknown.length > 0) {
    throw new SkyError(
      unknown.map((name) => ({
        id: 'unknown-environment',
        severity: 'error' as const,
        where: {},
        message: `neither side has an environment ${name}`,
        hint: suggestionHint(name, known),
      })),
      { exitCode: 2 },
    )
  }
  const [base, head] = sides.map((side): Side => {
    return environments.length === 0
      ? side
      : new Map([...side].filter(([name]) => environments.includes(name)))
  })
  return [base ?? new Map(), head ?? new Map()]
}
