import { eksctlModule } from './eksctl-judge.ts'
import { checkEvidence, checkTable } from './evidence.ts'
import { explanations } from './explanations.ts'
import type { Report } from './report.ts'

/** The explained differences as docs/conformance.md shows them. */
function renderExplanations(): string {
  const rows = explanations.map((entry) => {
    const rules =
      entry.stricter === 'ours' ? entry.rules.map((rule) => `\`${rule}\``) : ['(eksctl)']
    const { file, line } = entry.evidence
    return `| \`${entry.id}\` | ${rules.join(', ')} | ${entry.reason} | \`${file}:${line}\` |`
  })
  return [
    '| difference | rules | why | eksctl v0.230.0 |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** The document shows every explanation, and each names a line of eksctl's source that holds what it should. */
export function checkExplanations(report: Report): void {
  checkTable('conformance.md', renderExplanations(), report)
  const folder = eksctlModule()
  for (const { id, evidence } of explanations) checkEvidence(id, folder, evidence, report)
}
