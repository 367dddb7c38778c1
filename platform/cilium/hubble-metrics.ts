/** Port of every node on which its agent serves them. */
export const hubbleMetricsPort = 9965

const ends = ['source', 'destination'].flatMap((end) => [`${end}_namespace`, `${end}_workload`])
const withEnds = `labelsContext=${[...ends, 'traffic_direction'].join(',')}`

/**
 * What Hubble counts of the flows that it sees, for `hubble.metrics.enabled`: a metric, and the labels that its series have. Workloads are
 * few; an address or a pod in a label would be a series of its own for each.
 *
 * Source: Documentation/observability/metrics.rst of cilium/cilium, "Hubble Exported Metrics" and "Context Options".
 */
export const hubbleMetrics: readonly string[] = [
  `dns:${withEnds}`,
  `drop:${withEnds}`,
  `flow:${withEnds}`,
  `httpV2:${withEnds}`,
  'icmp',
  `policy:${withEnds}`,
  'port-distribution',
  `tcp:${withEnds}`,
]
