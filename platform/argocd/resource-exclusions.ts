interface Exclusion {
  readonly apiGroups: readonly string[]
  readonly kinds: readonly string[]
}

/**
 * Kinds that Argo CD leaves alone unless told otherwise. Stating a list replaces its own, so they are repeated;
 * without those of Kyverno, which is not installed.
 */
const byDefault: readonly Exclusion[] = [
  { apiGroups: ['', 'discovery.k8s.io'], kinds: ['Endpoints', 'EndpointSlice'] },
  { apiGroups: ['coordination.k8s.io'], kinds: ['Lease'] },
  {
    apiGroups: ['authentication.k8s.io', 'authorization.k8s.io'],
    kinds: [
      'LocalSubjectAccessReview',
      'SelfSubjectAccessReview',
      'SelfSubjectReview',
      'SelfSubjectRulesReview',
      'SubjectAccessReview',
      'TokenReview',
    ],
  },
  { apiGroups: ['certificates.k8s.io'], kinds: ['CertificateSigningRequest'] },
  { apiGroups: ['cert-manager.io'], kinds: ['CertificateRequest'] },
  {
    apiGroups: ['cilium.io'],
    kinds: ['CiliumIdentity', 'CiliumEndpoint', 'CiliumEndpointSlice'],
  },
]

/** Written by the agents at every change of an address: watching it costs much and shows nothing. */
const ours: readonly Exclusion[] = [{ apiGroups: ['cilium.io'], kinds: ['CiliumNode'] }]

/** The setting is YAML inside a string: one line an entry, since JSON is YAML too. */
export function resourceExclusions(): string {
  return [...byDefault, ...ours]
    .map(({ apiGroups, kinds }) => `- ${JSON.stringify({ apiGroups, kinds, clusters: ['*'] })}\n`)
    .join('')
}
