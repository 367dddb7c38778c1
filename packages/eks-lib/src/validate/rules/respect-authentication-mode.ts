import { suggestionHint } from '@skyctl/core'
import { get, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

const modes = ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP']

/**
 * Access entries need a mode that knows them, and self-managed nodes somebody who may let them in. The set of modes is
 * stricter than eksctl, which passes any text to EKS.
 */
export const respectAuthenticationMode: ClusterRule = {
  id: 'respect-authentication-mode',
  check: ({ config }) => {
    const mode = text(config, 'accessConfig', 'authenticationMode')
    const at = pointer('accessConfig', 'authenticationMode')
    const entries = items(config, 'accessConfig', 'accessEntries').length
    const findings: Finding[] = []
    if (mode !== undefined && !modes.includes(mode)) {
      findings.push({
        pointer: at,
        message: `EKS knows no authentication mode '${mode}'`,
        hint: suggestionHint(mode, modes),
      })
    }
    if (mode === 'CONFIG_MAP' && entries > 0) {
      findings.push({
        pointer: at,
        message: 'accessEntries are set, and mode CONFIG_MAP ignores them',
        hint: 'set API, or API_AND_CONFIG_MAP',
      })
    }
    const shut =
      get(config, 'accessConfig', 'bootstrapClusterCreatorAdminPermissions') === false &&
      (mode === 'CONFIG_MAP' || entries === 0)
    if (shut && items(config, 'nodeGroups').length > 0) {
      findings.push({
        pointer: pointer('accessConfig', 'bootstrapClusterCreatorAdminPermissions'),
        message:
          'nobody could let self-managed nodes join: the creator is no admin, and no access entry counts',
        hint: 'add an access entry, or remove this field',
      })
    }
    return findings
  },
}
