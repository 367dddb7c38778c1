import { planTree } from '@skyctl/generate/plan-tree'
import { treeFindings } from '@skyctl/generate/tree-findings'
import { validatorCache } from '@skyctl/generate/validator-cache'
import { baseOfChange } from '@skyctl/tree-lib'
import { renderSarif } from '../formats/sarif.ts'
import { createReadOnce, readSide, sideOf } from '../policy-diff/read-sides.ts'
import { renderReport, reportJson, reportProblems } from './render-report.ts'
import { compareTrees, type Report } from './report.ts'

export interface ReportChangeOptions {
  /** The workspace, absolute. */
  readonly root: string
  /** @defaultValue Where HEAD left the default branch of origin. */
  readonly base?: string
  readonly format: 'md' | 'json' | 'sarif'
  readonly schemas: string
  readonly version?: string
}

/**
 * What the working tree does to what a revision has generated.
 *
 * @throws SkyError where the revision or the workspace cannot be read, or a check of the workspace finds an error.
 */
export async function reportChange({
  root,
  base = baseOfChange(root),
  format,
  schemas,
  version,
}: ReportChangeOptions): Promise<{ readonly text: string; readonly isDifferent: boolean }> {
  const read = createReadOnce()
  const before = readSide({ folder: root, name: base }, read)
  const planned = await planTree({ root, schemas, ...(version !== undefined && { version }) })
  const after = sideOf(planned, read)
  const report = await compareTrees(before, after, {
    schemas,
    cache: validatorCache(schemas),
    flags: { dialect: 'cilium' },
    findingsOf: treeFindings,
  })
  return { text: render(report, format, base), isDifferent: isDifferent(report) }
}

function render(report: Report, format: ReportChangeOptions['format'], base: string): string {
  switch (format) {
    case 'md':
      return renderReport(report, `skyctl diff ${base.replaceAll('`', '')} --format json`)
    case 'json':
      return `${JSON.stringify(reportJson(report))}\n`
    case 'sarif':
      return `${renderSarif(reportProblems(report))}\n`
  }
}

function isDifferent({ entries, policies, findings, moved }: Report): boolean {
  const { fresh, fixed, suppressed } = findings
  return (
    entries.length + policies.items.length + fresh.length + fixed.length + suppressed.length > 0 ||
    moved > 0
  )
}
