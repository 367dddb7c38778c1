import { pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** eksctl installs Karpenter 0.20.0 or later (types.go, supportedKarpenterVersion). */
export const requireKarpenterVersion: ClusterRule = {
  id: 'require-karpenter-version',
  check: ({ config }) => {
    const version = text(config, 'karpenter', 'version')
    if (version === undefined) return []
    const [, major, minor] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))*(?:[-+~].*)?$/.exec(version) ?? []
    if (major !== undefined && (Number(major) > 0 || Number(minor ?? 0) >= 20)) return []
    return [
      {
        pointer: pointer('karpenter', 'version'),
        message: `'${version}' is no version of Karpenter that eksctl installs`,
        hint: 'write 0.20.0 or later',
      },
    ]
  },
}
