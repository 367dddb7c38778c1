import type { Problem, Where } from '@skyctl/core'
import type { PolicyDiff } from '@skyctl/policy-lib'
import type { FoldedItem } from './fold.ts'
import type { Section } from './items.ts'
import { escapeMarkdown } from './markdown.ts'

/** Policies that are not the same, and make no difference to anybody. */
export interface QuietChanges {
  readonly policies: number
  readonly renamed: number
  readonly moved: number
}

const titles: Readonly<Record<Section, string>> = {
  opened: 'Opened',
  requests: 'Other requests than before',
  closed: 'Closed',
  refused: 'Refused policies',
  unsure: 'What the manifests cannot decide',
  renamed: 'Renamed workloads',
  came: 'New workloads',
  went: 'Workloads that are gone',
}

/** One line: the one thing that a reviewer must know, and how much more there is. */
export function headline(items: readonly FoldedItem[], quiet: QuietChanges): string {
  const [first, ...others] = items
  if (first === undefined) return `No connection changes${sayQuiet(quiet)}.`
  const more = others.length === 0 ? '' : ` ${others.length} more below.`
  return `${first.sentence}${sayEnvironments(first.environments)}.${more}`
}

function sayQuiet({ policies, renamed, moved }: QuietChanges): string {
  const parts = [
    ...(policies > 0
      ? [`${policies} ${policies === 1 ? 'policy says' : 'policies say'} it in other words`]
      : []),
    ...(renamed > 0 ? [`${renamed} renamed`] : []),
    ...(moved > 0 ? [`${moved} moved to another file`] : []),
  ]
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

/** Sections in order, each a heading with its items. */
export function renderSections(items: readonly FoldedItem[]): readonly string[] {
  const found = [...new Set(items.map(({ section }) => section))]
  return found.map((section) => {
    const own = items.filter((item) => item.section === section)
    return [`### ${titles[section]}`, '', ...own.flatMap(renderItem)].join('\n')
  })
}

const shownReasons = 12

function renderItem(item: FoldedItem): string[] {
  const { sentence, reasons } = item
  const rest = reasons.length - shownReasons
  return [
    `- ${escapeMarkdown(`${sentence}${sayEnvironments(item.environments)}`)}`,
    ...reasons
      .slice(0, rest > 1 ? shownReasons : reasons.length)
      .map(({ text, where }) => `  - ${escapeMarkdown(text)}${sayWhere(where)}`),
    ...(rest > 1 ? [`  - and ${rest} more like these`] : []),
  ]
}

/** ` (production, staging)`; nothing where what is compared is no tree of environments. */
export function sayEnvironments(environments: readonly string[]): string {
  const named = environments.filter((name) => name !== '')
  return named.length === 0 ? '' : ` (${named.join(', ')})`
}

function sayWhere({ file, line }: Where): string {
  if (file === undefined) return ''
  return ` — \`${file.replaceAll('`', '')}${line === undefined ? '' : `:${line}`}\``
}

export function renderMarkdown(items: readonly FoldedItem[], quiet: QuietChanges): string {
  const head = `**${escapeMarkdown(headline(items, quiet))}**`
  return `${[head, ...renderSections(items)].join('\n\n')}\n`
}

/** For code scanning: each item at its first place in a file. */
export function diffProblems(items: readonly FoldedItem[]): readonly Problem[] {
  return items.map((item) => {
    const { section, sentence, reasons } = item
    const where = reasons.find(({ where: { file } }) => file !== undefined)?.where ?? {}
    return {
      id: `policy-diff-${section}`,
      severity: section === 'opened' || section === 'refused' ? 'warning' : 'info',
      where,
      message: `${sentence}${sayEnvironments(item.environments)}`,
      hint: reasons.map(({ text }) => text).join('; '),
    }
  })
}

/** Policies that differ in text alone: every one of them, where nobody notices a change. */
export function quietChanges(
  diffs: readonly PolicyDiff[],
  items: readonly FoldedItem[],
): QuietChanges {
  const said = items.flatMap(({ reasons, sentence }) => [
    sentence,
    ...reasons.map(({ text }) => text),
  ])
  const isQuiet = (id: string) => !said.some((text) => text.includes(id))
  const count = (choose: (diff: PolicyDiff) => readonly string[]) =>
    new Set(diffs.flatMap(choose).filter(isQuiet)).size
  return {
    policies: count(({ policies: { added, removed, changed } }) => [
      ...added,
      ...removed,
      ...changed,
    ]),
    renamed: count(({ policies: { renamed } }) => renamed.map(({ to }) => to)),
    moved: count(({ policies: { moved } }) => moved),
  }
}
