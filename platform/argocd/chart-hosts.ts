/** Where the charts of all components come from; a component knows no other's chart, so a test keeps this complete. */
export const chartHosts: readonly string[] = [
  'argoproj.github.io',
  'aws.github.io',
  'charts.external-secrets.io',
  'charts.jetstack.io',
  'helm.cilium.io',
  'kubernetes-sigs.github.io',
]
