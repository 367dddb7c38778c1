import { isAutoMode } from '../cluster-facts.ts'
import { get, isList, isObject, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

const nodePools = ['general-purpose', 'system']

/** Add-ons that Auto Mode replaces (known_addons.go). */
const networking = ['vpc-cni', 'kube-proxy', 'coredns']

/** Settings of Auto Mode go with Auto Mode, its node pools are the two that EKS has, and their role with a pool. */
export const respectAutoMode: ClusterRule = {
  id: 'respect-auto-mode',
  check: ({ config, phase }) => {
    const settings = get(config, 'autoModeConfig')
    if (!isObject(settings)) return []
    const at = (field: string) => pointer('autoModeConfig', field)
    const pools = items(settings, 'nodePools')
    const roles = ['nodeRoleARN', 'permissionsBoundaryARN'].filter(
      (field) => text(settings, field) !== undefined,
    )
    const findings: Finding[] = []
    if (!isAutoMode(config)) {
      for (const field of [...roles, ...(pools.length > 0 ? ['nodePools'] : [])]) {
        findings.push({
          pointer: at(field),
          message: `${field} is a setting of Auto Mode, which is not enabled`,
          hint: 'set autoModeConfig.enabled: true, or remove it',
        })
      }
      return findings
    }
    if (isList(get(settings, 'nodePools')) && pools.length === 0) {
      for (const field of roles) {
        findings.push({
          pointer: at(field),
          message: `${field} is for nodes, and nodePools is empty`,
          hint: 'remove one of the two',
        })
      }
    }
    if (roles.length === 2) {
      findings.push({
        pointer: at('permissionsBoundaryARN'),
        message: 'an existing role (nodeRoleARN) gets no permissions boundary',
        hint: 'remove one of the two',
      })
    }
    pools.forEach((pool, index) => {
      if (typeof pool !== 'string') return
      if (nodePools.includes(pool) && pools.indexOf(pool) === index) return
      findings.push({
        pointer: `${at('nodePools')}/${index}`,
        message: `'${pool}' is listed twice, or no node pool of Auto Mode`,
        hint: `each of ${nodePools.join(', ')} at most once`,
      })
    })
    const bringsNodes =
      items(config, 'fargateProfiles').length > 0 ||
      get(config, 'remoteNetworkConfig') !== undefined
    if (phase === 'bootstrap' && !bringsNodes) {
      items(config, 'addons').forEach((addon, index) => {
        if (!networking.includes(text(addon, 'name') ?? '')) return
        findings.push({
          pointer: pointer('addons', index),
          message: `${text(addon, 'name')} is built into Auto Mode, and eksctl does not create it with the cluster`,
          hint: 'remove it; `eksctl create addon` adds it later for nodes of your own',
        })
      })
    }
    return findings
  },
}
