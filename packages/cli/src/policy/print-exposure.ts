import { type Exposure, formatPorts, portIntervals } from '@skyctl/policy-lib'

/** Who may yet come and be let in, or be reached: a paragraph for the workloads that are exposed alike. */
export function renderExposures(exposures: readonly Exposure[]): string {
  return exposures
    .map(({ direction, workloads, peers, traffic: { allowed, may } }) =>
      [
        direction === 'ingress'
          ? `${peers.join(', ')} -> ${workloads.join(', ')}`
          : `${workloads.join(', ')} -> ${peers.join(', ')}`,
        ...(allowed.length + may.length === 0 ? ['  nothing'] : []),
        ...(allowed.length === 0 ? [] : [`  ${formatPorts(allowed)}`]),
        ...(may.length === 0 ? [] : [`  perhaps ${formatPorts(may)}`]),
      ].join('\n'),
    )
    .join('\n')
}

/** As data: runs of ports instead of words. */
export function exposureJson(exposures: readonly Exposure[]): unknown {
  return exposures.map(({ traffic: { allowed, may }, ...rest }) => ({
    ...rest,
    allowed: portIntervals(allowed),
    may: portIntervals(may),
  }))
}
