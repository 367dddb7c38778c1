import { entries, get, isObject, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Flux is installed with a provider of Git and its flags: eksctl knows neither by default. */
export const requireFluxSettings: ClusterRule = {
  id: 'require-flux-settings',
  check: ({ config }) => {
    const flux = get(config, 'gitops', 'flux')
    if (!isObject(flux)) return []
    const missing = [
      ...(text(flux, 'gitProvider') === undefined ? ['gitProvider'] : []),
      ...(entries(flux, 'flags').length === 0 ? ['flags'] : []),
    ]
    return missing.map((field) => ({
      pointer: pointer('gitops', 'flux'),
      message: `gitops.flux.${field} is not set, and Flux cannot be installed without`,
      hint: `set ${field}`,
    }))
  },
}
