import type { Command } from 'commander'

/** What every command takes that releases an image. */
export interface ReleaseFlags {
  readonly allowPrune?: string[]
  readonly format: string
  readonly json?: boolean
}

export const collect = (value: string, previous: string[] = []) => [...previous, value]

export function releaseOptions(command: Command): Command {
  return command
    .option(
      '--allow-prune <owner>',
      'let this owner lose what the prune limits protect (repeatable)',
      collect,
    )
    .option('--format <format>', 'text or json', 'text')
    .option('--json', 'short for --format json')
}
