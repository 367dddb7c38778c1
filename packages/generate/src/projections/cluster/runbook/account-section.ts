import type { AwsResource } from '../resources/resource.ts'
import type { StepInputs } from '../steps/step.ts'
import { block, checkBlock, codes, paragraphs, table } from './markdown.ts'

/** Step 0: what the tree names and does not create. */
export function accountSection({ environment, resources }: StepInputs): string {
  const { account, region } = environment
  return paragraphs(
    '## 0. What the account must hold',
    `The tree names these by names that we chose and creates none of them. All are in account ${account}, region ${region}, unless a row says otherwise. The order of the table is one in which they can be created. Run the check of each first: where it prints what it must, there is nothing to create; environments of one account share some of them. \`bootstrap.sh\` checks every one before it begins and names what is missing; it creates none.`,
    table(
      ['what', 'name', 'named by', 'when'],
      resources.map(({ kind, name, usedBy, when }) => [
        kind,
        `\`${name}\``,
        usedBy.join(', '),
        when === 'account' ? 'before step 1' : 'after the VPC exists',
      ]),
    ),
    ...resources.map(resourceText),
  )
}

function resourceText({ kind, name, text, create, check, wait }: AwsResource): string {
  return paragraphs(
    `### ${kind} \`${name}\``,
    text,
    create.length === 0
      ? 'Create it as its service wants it; nothing here knows its properties.'
      : block(create),
    check === undefined
      ? ''
      : paragraphs(
          'Check:',
          checkBlock([check]),
          wait === undefined ? '' : `\`${wait}\` waits for it.`,
        ),
  )
}

/** Ids that AWS chooses and the tree waits for. */
export function factsSection(
  inputs: StepInputs,
  pending: readonly {
    readonly object: string
    readonly fact: string
    readonly description: string
    readonly command: string
  }[],
): string {
  const { environment } = inputs
  const facts = new Map(pending.map((one) => [one.fact, one]))
  const heading = '## Ids that AWS chooses'
  if (facts.size === 0) {
    return paragraphs(heading, 'None is open: every object of this environment is in the tree.')
  }
  return paragraphs(
    heading,
    `Objects that need one of these are not in the tree yet; everything else is. Run the command, put what it prints under \`facts\` of \`${environment.file}\`, run \`npm run generate\`, and open a pull request: the objects appear in it.`,
    ...[...facts.values()].map(({ fact, description, command }) => {
      const waiting = pending.filter((one) => one.fact === fact).map(({ object }) => object)
      return paragraphs(
        `### \`${fact}\``,
        `${sentence(description)} ${codes(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'} for it.`,
        block([command]),
        [
          '```yaml',
          `# ${environment.file}`,
          'facts:',
          `  ${fact}: what the command printed`,
          '```',
        ].join('\n'),
      )
    }),
  )
}

function sentence(text: string): string {
  const [first = '', ...rest] = text.trim().replace(/\.$/, '')
  return `${first.toUpperCase()}${rest.join('')}.`
}
