import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Problem, Severity } from '@skyctl/core'
import pc from 'picocolors'

const colors = pc.createColors(process.stderr.isTTY === true && !process.env.NO_COLOR)

const paint: Readonly<Record<Severity, (text: string) => string>> = {
  error: colors.red,
  warning: colors.yellow,
  info: colors.blue,
}

/** More warnings of one id than this are folded into one line: errors never are. */
const foldAbove = 3

/** Prints problems to standard error: place, source line, what and why, what to do; a count at the end. */
export function printProblems(problems: readonly Problem[], dir: string): void {
  if (problems.length === 0) return
  process.stderr.write(`${renderProblems(problems, resolve(dir))}\n`)
}

/** The text of problems, errors last so that they stand above the prompt. */
export function renderProblems(problems: readonly Problem[], root: string): string {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const others = problems.filter((problem) => problem.severity !== 'error')
  const blocks = [
    ...foldById(others, root),
    ...errors.map((problem) => renderProblem(problem, root)),
  ]
  return [...blocks, countLine(problems)].join('\n\n')
}

function foldById(problems: readonly Problem[], root: string): string[] {
  const byId = new Map<string, Problem[]>()
  for (const problem of problems) byId.set(problem.id, [...(byId.get(problem.id) ?? []), problem])
  return [...byId.values()].flatMap((group) => {
    if (group.length <= foldAbove) return group.map((problem) => renderProblem(problem, root))
    const [first] = group
    if (first === undefined) return []
    const objects = [...new Set(group.map((one) => one.where.object ?? one.where.file ?? ''))]
    const more = objects.length > foldAbove ? ` and ${objects.length - foldAbove} more` : ''
    return [
      `${renderProblem(first, root)}\n  and ${group.length - 1} more like it, in all on: ${objects.slice(0, foldAbove).join(', ')}${more}`,
    ]
  })
}

function renderProblem(problem: Problem, root: string): string {
  const head = `${paint[problem.severity](problem.severity)} ${colors.dim(`[${problem.id}]`)}`
  return [
    `${head} ${place(problem)}`.trimEnd(),
    ...sourceLine(problem, root),
    `  ${problem.message}`,
    ...(problem.hint === '' ? [] : [`  ${colors.dim('fix:')} ${problem.hint}`]),
  ].join('\n')
}

function place({ where }: Problem): string {
  const { file, line, column, object } = where
  const position = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`
  const at = file === undefined ? '' : colors.bold(`${file}${position}`)
  return [at, object ?? ''].filter((part) => part !== '').join(' · ')
}

/** The line that a problem points to, with a caret under its column. */
function sourceLine({ where }: Problem, root: string): string[] {
  const { file, line, column } = where
  if (file === undefined || line === undefined) return []
  const path = join(root, file)
  if (!existsSync(path)) return []
  const text = readFileSync(path, 'utf8').split('\n')[line - 1]
  if (text === undefined) return []
  const number = String(line)
  const caret =
    column === undefined ? [] : [`${' '.repeat(number.length)} | ${' '.repeat(column - 1)}^`]
  return [`${number} | ${text}`, ...caret].map((part) => `  ${colors.dim(part)}`)
}

function countLine(problems: readonly Problem[]): string {
  const count = (severity: Severity) =>
    problems.filter((problem) => problem.severity === severity).length
  const parts = (['error', 'warning', 'info'] as const)
    .map((severity) => [severity, count(severity)] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => paint[severity](`${number} ${severity}${number === 1 ? '' : 's'}`))
  return parts.join(', ')
}
