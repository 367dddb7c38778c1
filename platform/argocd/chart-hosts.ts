/**
 * Where the charts of all components come from; a component knows no other's chart, so a test keeps this complete.
 * Several of these hold the index only: the archives of argo-cd, external-secrets, metrics-server and
 * aws-ebs-csi-driver are assets of GitHub releases, and GitHub redirects to a host of its own.
 */
export const chartHosts: readonly string[] = [
  'argoproj.github.io',
  'aws.github.io',
  'charts.external-secrets.io',
  'charts.jetstack.io',
  'github.com',
  'helm.cilium.io',
  'kubernetes-sigs.github.io',
  'objects.githubusercontent.com',
  'release-assets.githubusercontent.com',
]
