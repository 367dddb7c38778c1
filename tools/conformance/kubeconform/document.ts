import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../report.ts'
import { damages } from './damages/all-damages.ts'
import { differences } from './differences.ts'
import { textDamages } from './text-damages.ts'
import { root } from './tree-objects.ts'
import type { Comparison, Tally } from './verdicts.ts'

const file = join(root, 'docs/conformance-kubeconform.md')
const begin = '<!-- written by npm run conformance:kubeconform -- --update -->'

/** What stands below the marker of docs/conformance-kubeconform.md. */
export function renderTables(mutants: Comparison, texts: Comparison): string {
  return [
    '## Differences',
    '',
    'Each is a refusal of ours; the count is of mutants and texts.',
    '',
    '| difference | why | count |',
    '| --- | --- | --- |',
    ...differences.map(({ id, reason }) => {
      const count = (mutants.explained.get(id) ?? 0) + (texts.explained.get(id) ?? 0)
      return `| \`${id}\` | ${reason} | ${count} |`
    }),
    '',
    '## Damage to objects',
    '',
    '| damage | what is done | accepted by both | refused by both | explained |',
    '| --- | --- | --- | --- | --- |',
    row('none', 'nothing', mutants.tallies.get('none')),
    ...damages.map(({ id, does }) => row(id, does, mutants.tallies.get(id))),
    '',
    '## Damage to texts',
    '',
    '| damage | what is done | kubeconform | skyctl |',
    '| --- | --- | --- | --- |',
    ...textDamages.map(({ id, does }) => {
      const { accepted = 0, refused = 0, explained = 0 } = texts.tallies.get(id) ?? {}
      const kubeconform = says(accepted + explained, refused)
      return `| \`${id}\` | ${does.replaceAll('|', '\\|')} | ${kubeconform} | ${says(accepted, refused + explained)} |`
    }),
    '',
  ].join('\n')
}

function row(id: string, does: string, tally?: Tally): string {
  const { accepted = 0, refused = 0, explained = 0 } = tally ?? {}
  return `| \`${id}\` | ${does} | ${accepted} | ${refused} | ${explained} |`
}

function says(accepts: number, refuses: number): string {
  return refuses === 0 ? 'accepts' : accepts === 0 ? 'refuses' : 'depends on the object'
}

/** Writes the tables into the document. */
export function updateDocument(tables: string): void {
  const [head = ''] = readFileSync(file, 'utf8').split(begin)
  writeFileSync(file, `${head}${begin}\n\n${tables}`)
}

/** The document shows the tables. Counts may differ: they follow the tree. */
export function checkDocument(tables: string, report: Report): void {
  const shown = readFileSync(file, 'utf8').split(begin)[1]?.trim() ?? ''
  report.check(
    withoutCounts(shown) === withoutCounts(tables.trim()),
    'docs/conformance-kubeconform.md shows every difference and every damage',
    'npm run conformance:kubeconform -- --update',
  )
}

function withoutCounts(text: string): string {
  return text.replaceAll(/(?<=\| )\d+(?= \|)/g, 'n')
}
