import type { Problem, Severity } from '@skyctl/core'

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}

/**
 * Problems as SARIF 2.1.0, in the form that GitHub code scanning accepts: each result has a rule, a level, a place with at least
 * line 1, and a fingerprint that survives a change of lines.
 */
export function renderSarif(problems: readonly Problem[]): string {
  const ids = [...new Set(problems.map(({ id }) => id))].sort()
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'skyctl',
              rules: ids.map((id) => ({ id, shortDescription: { text: id.replaceAll('-', ' ') } })),
            },
          },
          columnKind: 'utf16CodeUnits',
          results: problems.map((problem) => result(problem, ids.indexOf(problem.id))),
        },
      ],
    },
    null,
    2,
  )
}

function result({ id, severity, where, message, hint }: Problem, ruleIndex: number) {
  const { file, line = 1, column = 1, object, pointer } = where
  return {
    ruleId: id,
    ruleIndex,
    level: levels[severity],
    message: { text: hint === '' ? message : `${message}\nFix: ${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file ?? '.') },
          region: { startLine: line, startColumn: column },
        },
        ...(object !== undefined && { logicalLocations: [{ fullyQualifiedName: object }] }),
      },
    ],
    partialFingerprints: { 'skyctl/v1': `${id} ${file ?? ''} ${object ?? ''} ${pointer ?? ''}` },
  }
}
