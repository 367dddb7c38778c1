import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** Each zone is a standard availability zone of the region, named once. */
export function zoneRule({ region, zones }: Environment): readonly EnvironmentFinding[] {
  return zones.flatMap((zone, index): EnvironmentFinding[] => {
    const path = ['zones', index]
    if (zones.indexOf(zone) < index) {
      return [
        {
          id: 'unique-zone',
          path,
          message: `zone ${zone} is listed twice: two subnets in one zone do not survive its loss`,
          hint: 'name another zone, or remove the repetition',
        },
      ]
    }
    const fault = zoneFault(zone, region)
    if (fault === undefined) return []
    const hint = `name zones of ${region}: ${region}a, ${region}b, ...`
    return [{ id: 'zone-in-region', path, message: fault, hint }]
  })
}

function zoneFault(zone: string, region: string): string | undefined {
  if (zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length))) return undefined
  if (/^[a-z]{3,4}\d-az\d$/.test(zone)) {
    return `'${zone}' is the id of a zone, and eksctl takes names: the same id has another name in every account`
  }
  if (zone.startsWith(`${region}-`)) {
    return `'${zone}' is a local or wavelength zone: EKS puts no control plane there, and most node types are missing`
  }
  return `'${zone}' is no zone of region ${region}: the cluster's subnets must be in its own region`
}
