import type { Step } from '../steps/step.ts'
import { checkBlock, commandBlock, paragraphs } from './markdown.ts'

/** The steps, numbered from 1. */
export function stepsSection(steps: readonly Step[]): string {
  return paragraphs(...steps.map((step, index) => stepText(step, index + 1)))
}

function stepText({ id, title, text, commands, done, check, resume }: Step, number: number) {
  return paragraphs(
    `## ${number}. ${title}`,
    `\`bootstrap.sh\` calls it \`${id}\`. ${text}`,
    commandBlock(commands),
    check === undefined
      ? ''
      : paragraphs('It has worked when this succeeds:', commandBlock([check])),
    done === undefined || done.length === 0
      ? ''
      : paragraphs('It is done already, and can be left out, where:', checkBlock(done)),
    `**After a failure.** ${resume}`,
  )
}
