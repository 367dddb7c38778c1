import { parseArn } from '../parse-arn.ts'
import { get, isObject, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** The key of Kubernetes Secrets is named by an ARN; a key's alias has one too. */
export const requireKeyArn: ClusterRule = {
  id: 'require-key-arn',
  check: ({ config }) => {
    const encryption = get(config, 'secretsEncryption')
    const arn = get(encryption, 'keyARN')
    if (!isObject(encryption) || typeof arn !== 'string' || parseArn(arn) !== undefined) return []
    return [
      {
        pointer: pointer('secretsEncryption', 'keyARN'),
        message: arn === '' ? 'no key is named, so nothing is encrypted' : `'${arn}' is not an ARN`,
        hint: 'write arn:aws:kms:<region>:<account>:alias/<name>, or key/<id>',
      },
    ]
  },
}
