import { hasAddon, isAutoMode } from '../cluster-facts.ts'
import { get, items, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Where pods get their identity from an association, the agent that hands it out is an add-on; Auto Mode brings it. */
export const requirePodIdentityAgent: ClusterRule = {
  id: 'require-pod-identity-agent',
  check: ({ config }) => {
    const addons = items(config, 'addons')
    const associated =
      items(config, 'iam', 'podIdentityAssociations').length > 0 ||
      (addons.length > 0 &&
        get(config, 'addonsConfig', 'autoApplyPodIdentityAssociations') === true) ||
      addons.some(
        (addon) =>
          get(addon, 'useDefaultPodIdentityAssociations') === true ||
          items(addon, 'podIdentityAssociations').length > 0,
      )
    if (!associated || isAutoMode(config) || hasAddon(config, 'eks-pod-identity-agent')) return []
    return [
      {
        pointer: pointer('addons'),
        message: 'pod identity associations are set, but nothing hands identities to pods',
        hint: 'add eks-pod-identity-agent to addons',
      },
    ]
  },
}
