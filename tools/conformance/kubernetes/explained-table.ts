import { checkEvidence, checkTable } from '../evidence.ts'
import type { Report } from '../report.ts'
import type { Explanation } from './explanations.ts'
import { moduleFolder } from './kubernetes-judge.ts'

/** The explained differences as docs/conformance-kubernetes.md shows them. */
function renderExplanations(explanations: readonly Explanation[]): string {
  const rows = explanations.map(({ id, reason, evidence: { module, file, line }, ...entry }) => {
    const who = entry.stricter === 'ours' ? `we, by ${code(entry.findings)}` : 'the API server'
    return `| \`${id}\` | ${who} | ${reason} | \`${module}\` \`${file}:${line}\` |`
  })
  return [
    '| difference | who refuses | why | upstream |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** The document shows every explanation, and each names a line of upstream's source that holds what it should. */
export function checkExplanations(explanations: readonly Explanation[], report: Report): void {
  checkTable('conformance-kubernetes.md', renderExplanations(explanations), report)
  for (const { id, evidence } of explanations) {
    checkEvidence(id, moduleFolder(evidence.module, evidence.pinnedBy), evidence, report)
  }
}

function code(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ')
}
