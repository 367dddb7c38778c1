import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eksctlModule } from './eksctl-judge.ts'
import { explanations } from './explanations.ts'
import type { Report } from './report.ts'

const document = join(import.meta.dirname, '../../docs/conformance.md')

/** The explained differences as docs/conformance.md shows them. */
export function renderExplanations(): string {
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
  const table = renderExplanations()
  report.check(
    readFileSync(document, 'utf8').includes(table),
    'docs/conformance.md shows the explained differences',
    `replace its table by:\n\n${table}\n`,
  )
  const folder = eksctlModule()
  for (const { id, evidence } of explanations) {
    const { file, line, holds } = evidence
    const text = readFileSync(join(folder, file), 'utf8').split('\n')[line - 1] ?? ''
    report.check(text.includes(holds), `${id}: ${file}:${line} holds ${holds}`, text)
  }
}
