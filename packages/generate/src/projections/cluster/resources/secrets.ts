import type { Unit } from '@skyctl/model'
import { sh } from '../shell.ts'
import { type AwsResource, type ResourceInputs, tagOption } from './resource.ts'

/** Secrets of AWS Secrets Manager that apps read; their values never stand in the repository. */
export function secrets({ environment, units }: ResourceInputs): AwsResource[] {
  const { region, encryption, tags } = environment
  return [...byRemote(units)].map(([remote, { usedBy, properties }]) => ({
    id: `secret ${remote}`,
    kind: 'Secret',
    name: remote,
    text: `${properties.length === 0 ? 'The whole value is read.' : `A JSON object: \`${skeleton(properties)}\`.`} The command waits for it on standard input: paste it and press Ctrl-D, so that it stands in no history and no process list. What is not known yet, such as the host of a database to come, may be any text until then; the second command replaces the value.`,
    usedBy: [...usedBy],
    when: 'account',
    create: [
      `${sh`aws secretsmanager create-secret --region ${region} --name ${remote} --kms-key-id ${encryption.secretsKeyAlias} --secret-string file:///dev/stdin`}${tagOption(tags, 'Key,Value')}`,
      `# later: ${sh`aws secretsmanager put-secret-value --region ${region} --secret-id ${remote} --secret-string file:///dev/stdin`}`,
    ],
    check: {
      run: sh`aws secretsmanager describe-secret --region ${region} --secret-id ${remote} --query Name --output text`,
      expect: remote,
    },
  }))
}

interface Use {
  readonly usedBy: Set<string>
  /** Properties of the JSON value that somebody reads, sorted. */
  readonly properties: string[]
}

function byRemote(units: readonly Unit[]): Map<string, Use> {
  const uses = new Map<string, Use>()
  for (const unit of units) {
    const specs = Object.entries(unit.app?.spec.secrets ?? {})
    for (const [index, { remote }] of unit.secrets.entries()) {
      const use = uses.get(remote) ?? { usedBy: new Set(), properties: [] }
      const read = Object.values(specs[index]?.[1].keys ?? {}).filter((name) => name !== '')
      uses.set(remote, {
        usedBy: use.usedBy.add(unit.name),
        properties: [...new Set([...use.properties, ...read])].sort(),
      })
    }
  }
  return uses
}

/** What to paste, with the values left out. */
function skeleton(properties: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(properties.map((name) => [name, '...'])))
}
