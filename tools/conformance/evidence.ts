import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from './report.ts'

/** The line of upstream's source that shows why a judge says what it says, and words that stand there. */
export interface Evidence {
  /** Path below the folder of the module. */
  readonly file: string
  readonly line: number
  readonly holds: string
}

/** The line of the module in this folder holds what the evidence says. */
export function checkEvidence(
  id: string,
  folder: string,
  evidence: Evidence,
  report: Report,
): void {
  const { file, line, holds } = evidence
  const text = readFileSync(join(folder, file), 'utf8').split('\n')[line - 1] ?? ''
  report.check(text.includes(holds), `${id}: ${file}:${line} holds ${holds}`, text)
}

/** A document below docs/ shows this table of explained differences. */
export function checkTable(document: string, table: string, report: Report): void {
  const text = readFileSync(join(import.meta.dirname, '../../docs', document), 'utf8')
  report.check(
    text.includes(table),
    `docs/${document} shows the explained differences`,
    `replace its table by:\n\n${table}\n`,
  )
}
