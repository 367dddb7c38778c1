import type { ServerCases } from './testing/server-case.ts'

export const resourceDefinitionsCases: ServerCases = {
  rule: 'resource-definitions',
  cases: [
    {
      title: 'passes a version that is not served',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/0/served': false },
    },
    {
      title: 'finds another name',
      sample: 'CustomResourceDefinition',
      changes: { '/metadata/name': 'things.example.com' },
      finds: ['/metadata/name'],
    },
    {
      title: 'finds a group without dot',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/group': 'example', '/metadata/name': 'widgets.example' },
      finds: ['/spec/group'],
    },
    {
      title: "finds a group of Kubernetes'",
      sample: 'CustomResourceDefinition',
      changes: { '/spec/group': 'example.k8s.io', '/metadata/name': 'widgets.example.k8s.io' },
      finds: ['/metadata/annotations/api-approved.kubernetes.io'],
    },
    {
      title: 'finds two stored versions',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/1/storage': true },
      finds: ['/spec/versions'],
    },
    {
      title: 'finds a version twice',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/1/name': 'v1' },
      finds: ['/spec/versions/1/name'],
    },
    {
      title: 'finds a version that begins with a digit',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/1/name': '1' },
      finds: ['/spec/versions/1/name'],
    },
    {
      title: 'finds a version without schema',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/1/schema': undefined },
      finds: ['/spec/versions/1/schema/openAPIV3Schema'],
    },
    {
      title: 'finds a kind that is its list',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/names/listKind': 'Widget' },
      finds: ['/spec/names/listKind'],
    },
    {
      title: 'finds a short name with capitals',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/names/shortNames/0': 'WD' },
      finds: ['/spec/names/shortNames/0'],
    },
    {
      title: 'finds a warning of a version that is not deprecated',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/1/deprecated': false },
      finds: ['/spec/versions/1/deprecationWarning'],
    },
    {
      title: 'finds a column of a type that is none',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/0/additionalPrinterColumns/0/type': 'time' },
      finds: ['/spec/versions/0/additionalPrinterColumns/0/type'],
    },
    {
      title: 'finds replicas outside the spec',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/versions/0/subresources/scale/specReplicasPath': '.replicas' },
      finds: ['/spec/versions/0/subresources/scale/specReplicasPath'],
    },
    {
      title: 'finds a conversion without webhook',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/conversion/webhook/clientConfig': undefined },
      finds: ['/spec/conversion/webhook/clientConfig'],
    },
    {
      title: 'finds a webhook without conversion',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/conversion/strategy': 'None' },
      finds: ['/spec/conversion/webhook'],
    },
    {
      title: 'finds unknown fields that are kept',
      sample: 'CustomResourceDefinition',
      changes: { '/spec/preserveUnknownFields': true },
      finds: ['/spec/preserveUnknownFields'],
    },
  ],
}
