import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** Key aliases are the company's own: `alias/aws/...` names the keys that AWS manages. */
export function keyAliasRule({ encryption }: Environment): readonly EnvironmentFinding[] {
  return Object.entries(encryption)
    .filter(([, alias]) => alias.startsWith('alias/aws/'))
    .map(([key, alias]) => ({
      id: 'ban-aws-key-alias',
      path: ['encryption', key],
      message: `${alias} is reserved for keys that AWS manages, whose policy cannot be changed: neither EKS nor a backup in another account could use it`,
      hint: 'name a key of your own, such as alias/platform-secrets, or remove the line for the default',
    }))
}
