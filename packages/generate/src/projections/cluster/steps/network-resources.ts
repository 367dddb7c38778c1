import type { Step, StepInputs } from './step.ts'

/** Resources that live in the VPC: made by hand, since their size is a decision; the script waits for them. */
export function networkResources({ resources }: StepInputs): Step[] {
  const inNetwork = resources.filter(({ when }) => when === 'network')
  if (inNetwork.length === 0) return []
  return [
    {
      id: 'check-network-resources',
      title: 'Create what lives in the VPC',
      text: `The VPC exists now. Create, with the commands of step 0, ${inNetwork.map(({ kind, name }) => `${kind.toLowerCase()} \`${name}\``).join(', ')}. The commands here only wait until it can be used.`,
      commands: inNetwork.flatMap(({ wait }) =>
        wait === undefined ? [] : [{ run: wait, prints: 'nothing: it is there' }],
      ),
      done: inNetwork.flatMap(({ check }) => check ?? []),
      resume: '"Not found": it was not created yet; step 0 has the commands. Then repeat this.',
      needs: ['vpc'],
      provides: inNetwork.map(({ id }) => `resource ${id}`),
    },
  ]
}
