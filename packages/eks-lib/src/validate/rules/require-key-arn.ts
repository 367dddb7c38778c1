import { parseArn } from '../parse-arn.ts'
import { pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** The key of Kubernetes Secrets is named by an ARN; a key's alias has one too. */
export const requireKeyArn: ClusterRule = {
  id: 'require-key-arn',
  check: ({ config }) => {
    const arn = text(config, 'secretsEncryption', 'keyARN')
    if (arn === undefined || parseArn(arn) !== undefined) return []
    return [
      {
        pointer: pointer('secretsEncryption', 'keyARN'),
        message: `'${arn}' is not an ARN`,
        hint: 'write arn:aws:kms:<region>:<account>:alias/<name>, or key/<id>',
      },
    ]
  },
}
