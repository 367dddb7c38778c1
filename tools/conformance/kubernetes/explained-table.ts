import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../report.ts'
import { explanations } from './explanations.ts'
import { moduleFolder } from './kubernetes-judge.ts'

const document = join(import.meta.dirname, '../../../docs/conformance-kubernetes.md')

/** The explained differences as docs/conformance-kubernetes.md shows them. */
function renderExplanations(): string {
  const rows = explanations.map(({ id, reason, evidence: { module, file, line }, ...entry }) => {
    const who = entry.stricter === 'ours' ? `we, by \`${entry.finding}\`` : 'the API server'
    return `| \`${id}\` | ${who} | ${reason} | \`${module}\` \`${file}:${line}\` |`
  })
  return [
    '| difference | who refuses | why | upstream |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** The document shows every explanation, and each names a line of upstream's source that holds what it should. */
export function checkExplanations(report: Report): void {
  const table = renderExplanations()
  report.check(
    readFileSync(document, 'utf8').includes(table),
    'docs/conformance-kubernetes.md shows the explained differences',
    `replace its table by:\n\n${table}\n`,
  )
  for (const { id, evidence } of explanations) {
    const { module, file, line, holds } = evidence
    const text = readFileSync(join(moduleFolder(module), file), 'utf8').split('\n')[line - 1] ?? ''
    report.check(text.includes(holds), `${id}: ${file}:${line} holds ${holds}`, text)
  }
}
