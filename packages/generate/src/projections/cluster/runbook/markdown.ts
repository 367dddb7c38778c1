import type { Check } from '../resources/resource.ts'
import type { StepCommand } from '../steps/step.ts'

/** A fenced block of shell commands. */
export function block(commands: readonly string[]): string {
  return ['```sh', ...commands, '```'].join('\n')
}

/** A table; cells hold no line breaks. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Paragraphs with an empty line between them; empty ones are left out. */
export function paragraphs(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n')
}

/** Commands with what each must print, as comments behind them. */
export function commandBlock(commands: readonly StepCommand[]): string {
  return block(commands.flatMap(({ run, prints }) => [run, `# prints: ${prints}`]))
}

export function checkBlock(checks: readonly Check[]): string {
  return block(
    checks.flatMap(({ run, expect }) => [
      run,
      `# prints: ${typeof expect === 'string' ? expect : expect.something}`,
    ]),
  )
}

/** `a`, `b` and `c`, each as code. */
export function codes(words: readonly string[]): string {
  const marked = words.map((one) => `\`${one}\``)
  const last = marked.pop()
  return marked.length === 0 ? (last ?? '') : `${marked.join(', ')} and ${last}`
}
