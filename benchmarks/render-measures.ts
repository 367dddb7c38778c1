import type { AimedMeasure } from './benchmark.ts'

/** The measures as a table of aligned columns. */
export function renderTable(measures: readonly AimedMeasure[]): string {
  const rows = [
    ['measure', 'value', 'ratio', 'aim', ''],
    ...measures.map(({ name, value, unit, against, ratio, aim }) => [
      name,
      `${rounded(value)} ${unit}`,
      ratio === undefined ? '' : `${ratio.toFixed(2)} x ${against}`,
      aim?.text ?? '',
      aim === undefined ? '' : aim.isMet ? 'met' : 'missed',
    ]),
  ]
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => cell(row, column).length)),
  )
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** One line of JSON for each measure; the aim is for people. */
export function renderJson(measures: readonly AimedMeasure[]): string {
  return measures
    .map(({ name, value, unit, against, ratio }) =>
      JSON.stringify({ name, value, unit, ...(against !== undefined && { against, ratio }) }),
    )
    .join('\n')
}

function cell(row: readonly string[], column: number): string {
  return row[column] ?? ''
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)
}
