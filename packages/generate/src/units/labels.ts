import type { Environment } from '@skyctl/model'

/** Labels that select an app's pods: they never change, since a selector is immutable. */
export function selectorLabels(name: string, environment: Environment): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': `${name}-${environment.name}`,
  }
}

/** The recommended `app.kubernetes.io` labels, and the team that answers for the object. */
export function unitLabels(
  unit: { readonly name: string; readonly team: string; readonly version?: string },
  environment: Environment,
): Record<string, string> {
  return {
    ...selectorLabels(unit.name, environment),
    ...(unit.version !== undefined && { 'app.kubernetes.io/version': labelValue(unit.version) }),
    'app.kubernetes.io/part-of': environment.company,
    'app.kubernetes.io/managed-by': 'skyctl',
    team: unit.team,
  }
}

/** A label value has at most 63 characters and ends in a letter or digit; an image tag may be longer. */
function labelValue(text: string): string {
  return text.slice(0, 63).replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
}
