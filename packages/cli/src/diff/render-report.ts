import type { Problem } from '@skyctl/core'
import { diffJson } from '../policy-diff/diff-json.ts'
import { escapeMarkdown } from '../policy-diff/markdown.ts'
import {
  diffProblems,
  headline as policyHeadline,
  renderSections as policySections,
  quietChanges,
  sayEnvironments,
} from '../policy-diff/render-policy-diff.ts'
import { type Entry, type EntryKind, kindsOfEntry } from './entries.ts'
import type { FoundProblem } from './finding-changes.ts'
import type { Report } from './report.ts'

/** What a comment on GitHub holds at most, with room for what a workflow adds: a little less than 65,536 bytes. */
export const commentBytes = 65_000

const titles: Readonly<Record<EntryKind, string>> = {
  removed: 'Removed',
  renamed: 'Renamed',
  added: 'Added',
  changed: 'Changed',
}

interface Section {
  readonly title: string
  readonly lines: readonly string[]
}

/**
 * The report as Markdown. One that would be too long is shortened by whole sections, the last first, and says which.
 *
 * @param command What shows all of it.
 */
export function renderReport(report: Report, command: string, limit = commentBytes): string {
  const head = `**${escapeMarkdown(reportHeadline(report))}**`
  const sections = sectionsOf(report)
  const kept: string[] = []
  const left: string[] = []
  let size = Buffer.byteLength(head) + 400
  for (const { title, lines } of sections) {
    const text = [`### ${title}`, '', ...lines].join('\n').trimEnd()
    size += Buffer.byteLength(text) + 2
    // What follows a section that is left out would seem to be all.
    if (left.length === 0 && size <= limit) kept.push(text)
    else left.push(title)
  }
  const note =
    left.length === 0
      ? []
      : [
          `Left out, since it is too long for a comment: ${left.join(', ')}. All of it: \`${command}\``,
        ]
  return `${[head, ...kept, ...note].join('\n\n')}\n`
}

/** The one thing that a reviewer must know: losses first, then what opens, then the rest. */
export function reportHeadline({ entries, policies, findings, moved }: Report): string {
  const losses = entries.filter(({ isLoss }) => isLoss)
  const count = (kind: EntryKind) => entries.filter((entry) => entry.kind === kind).length
  const counts = kindsOfEntry
    .filter((kind) => count(kind) > 0)
    .map((kind) => `${count(kind)} ${kind}`)
  const quiet = quietChanges([...policies.diffs.values()], policies.items)
  const errors = findings.fresh.filter(({ problem }) => problem.severity === 'error').length
  const parts = [
    ...losses.slice(0, 1).map((entry) => `${entry.text}${sayEnvironments(entry.environments)}`),
    ...(policies.items.length > 0
      ? [policyHeadline(policies.items, quiet).replace(/\.$/, '')]
      : []),
    ...(errors > 0 ? [`${errors} new ${errors === 1 ? 'error' : 'errors'} of the guardrails`] : []),
    ...(counts.length === 0 ? [] : [sayObjects(entries, counts)]),
  ]
  if (parts.length > 0) return `${parts.join('. ')}.`
  return moved > 0
    ? `No object changes: ${moved} only ${moved === 1 ? 'stands' : 'stand'} in another file.`
    : 'No object changes.'
}

/** The only entry, or how many there are of each kind; what is lost was said. */
function sayObjects(entries: readonly Entry[], counts: readonly string[]): string {
  const [only, ...others] = entries
  if (only === undefined || others.length > 0 || only.isLoss) return `Objects: ${counts.join(', ')}`
  const { kind, text, details, environments } = only
  const [first, ...rest] = details
  const more = rest.length === 0 ? '' : ` and ${rest.length} more`
  const what = first === undefined ? '' : `, ${first}${more}`
  return `${titles[kind]}: ${text}${what}${sayEnvironments(environments)}`
}

function sectionsOf(report: Report): readonly Section[] {
  const { entries, policies, findings } = report
  const ofKind = (kind: EntryKind): Section[] => {
    const own = entries.filter((entry) => entry.kind === kind)
    return own.length === 0 ? [] : [{ title: titles[kind], lines: renderGroups(own) }]
  }
  const quiet = quietChanges([...policies.diffs.values()], policies.items)
  const connections =
    policies.items.length === 0
      ? []
      : [
          {
            title: 'Connections',
            lines: [
              escapeMarkdown(policyHeadline(policies.items, quiet)),
              '',
              ...policySections(policies.items).flatMap((text) => [
                text.replace(/^###/, '####'),
                '',
              ]),
            ],
          },
        ]
  const problems = (title: string, found: readonly FoundProblem[]): Section[] =>
    found.length === 0 ? [] : [{ title, lines: found.map(renderFinding) }]
  return [
    ...ofKind('removed'),
    ...ofKind('renamed'),
    ...ofKind('added'),
    ...connections,
    ...problems('New findings', findings.fresh),
    ...problems('Fixed findings', findings.fixed),
    ...problems('Newly suppressed findings', findings.suppressed),
    ...ofKind('changed'),
  ]
}

function renderGroups(entries: readonly Entry[]): string[] {
  const owners = [...new Set(entries.map(({ owner }) => owner))]
  return owners.flatMap((owner) => [
    `- \`${owner.replaceAll('`', '')}\``,
    ...entries
      .filter((entry) => entry.owner === owner)
      .flatMap(({ text, details, environments }) => [
        `  - ${escapeMarkdown(`${text}${sayEnvironments(environments)}`)}`,
        ...details.map((detail) => `    - ${escapeMarkdown(detail)}`),
      ]),
  ])
}

function renderFinding({ problem, environments }: FoundProblem): string {
  const { severity, id, where, message } = problem
  const text = `${severity} ${id}: ${where.object ?? ''} ${message.replace(/ \(in [\w-]+\)$/, '')}`
  return `- ${escapeMarkdown(`${text}${sayEnvironments(environments)}`)}`
}

/** The report as data. */
export function reportJson(report: Report): unknown {
  const { entries, policies, findings, moved } = report
  return {
    headline: reportHeadline(report),
    objects: entries,
    moved,
    policies: diffJson(policies, quietChanges([...policies.diffs.values()], policies.items)),
    findings: { new: findings.fresh, fixed: findings.fixed, suppressed: findings.suppressed },
  }
}

/** For code scanning: what is lost, what opens, and new findings. */
export function reportProblems({ entries, policies, findings }: Report): readonly Problem[] {
  return [
    ...entries
      .filter(({ isLoss }) => isLoss)
      .map(
        ({ text, file, environments }): Problem => ({
          id: 'diff-loss',
          severity: 'warning',
          where: { file },
          message: `${text}${sayEnvironments(environments)}`,
          hint: 'keep the object, or make sure that nobody needs what goes with it',
        }),
      ),
    ...diffProblems(policies.items),
    ...findings.fresh.map(({ problem }) => problem),
  ]
}
