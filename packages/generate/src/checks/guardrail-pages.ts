import { type Rule, runsAt, severityAt } from './rule.ts'
import { laterRules, rules } from './rules/index.ts'

/** Folder of the pages, relative to the repository. */
export const guardrailFolder = 'docs/guardrails'

/** The documentation of the guardrails, as the rules themselves say it: text by file name. */
export function renderGuardrailPages(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', renderIndex()],
    ...[...rules, ...laterRules].map((rule) => [`${rule.id}.md`, renderPage(rule)] as const),
  ])
}

/** How the pages are brought up to date. */
const command = 'npx vitest run packages/generate/src/checks/guardrail-pages.test.ts --update'

function renderIndex(): string {
  return `# Guardrails

What a schema cannot say of a tree, said by one rule each. \`skyctl generate\` runs them over everything that an environment
holds before it writes, and writes nothing while there is an error; the cluster's own charts and \`cluster.yaml\` are known to
the rules, and what Argo CD applies is judged.

\`guardrails.level\` of an environment is \`baseline\` or \`strict\`. A rule that only hardens what would run without it is a warning
at \`baseline\` and an error at \`strict\`; a few run at \`strict\` only.

| guardrail | what holds | baseline | strict |
| --- | --- | --- | --- |
${[...rules].map(renderRow).join('\n')}

Written, tested, and not run yet, since the tree has nothing so far that could keep them:

| guardrail | what holds | baseline | strict |
| --- | --- | --- | --- |
${[...laterRules].map(renderRow).join('\n')}

## Exceptions

An exception names one rule and one object, a reason, and its last day, in \`environments/<env>.yaml\`:

\`\`\`yaml
suppressions:
  - rule: ban-host-namespaces
    object: apps/DaemonSet node-agents/node-exporter
    reason: Metrics of a node are read from its /proc
    expires: 2027-12-31
\`\`\`

One that is not needed any more is a warning (\`unused-suppression\`), so that the list shrinks with the reasons for it. One whose
last day is over is an error (\`expired-suppression\`) wherever somebody says what day it is; \`skyctl generate\` never asks.

## This folder

Every page is written from its rule in \`packages/generate/src/checks/rules/\`, and a test compares. After a change of a rule:

\`\`\`sh
${command}
\`\`\`
`
}

function renderRow(rule: Rule): string {
  const cell = (level: 'baseline' | 'strict') =>
    runsAt(rule, level) ? severityAt(rule, level) : '—'
  return `| [\`${rule.id}\`](${rule.id}.md) | ${rule.title} | ${cell('baseline')} | ${cell('strict')} |`
}

function renderPage(rule: Rule): string {
  const { id, title, reason, fix, example } = rule
  return `# ${id}

${title}.

${renderSeverity(rule)}

## Why

${reason}

## What to do

${fix}

## Example

Refused:

\`\`\`yaml
${example.bad}\`\`\`

Accepted:

\`\`\`yaml
${example.good}\`\`\`
`
}

function renderSeverity(rule: Rule): string {
  const later = laterRules.includes(rule)
    ? ' It does not run yet: the tree has nothing so far that could keep it.'
    : ''
  const { baseline, strict } = {
    baseline: severityAt(rule, 'baseline'),
    strict: severityAt(rule, 'strict'),
  }
  if (!runsAt(rule, 'baseline')) {
    return `Runs where guardrails are \`strict\`: ${article(strict)}.${later}`
  }
  return baseline === strict
    ? `${capitalised(article(strict))} at every level.${later}`
    : `${capitalised(article(baseline))} at \`baseline\`, ${article(strict)} at \`strict\`.${later}`
}

function article(severity: string): string {
  return severity === 'warning' ? 'a warning' : severity === 'error' ? 'an error' : 'a note'
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
