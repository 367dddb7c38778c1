import type { ServerCases } from './testing/server-case.ts'

export const matchRulesCases: ServerCases = {
  rule: 'match-rules',
  cases: [
    {
      title: 'passes every operation',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/rules/0/operations': ['*'] },
    },
    {
      title: 'finds every operation and another',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/rules/0/operations': ['*', 'CREATE'] },
      finds: ['/webhooks/0/rules/0/operations'],
    },
    {
      title: 'finds no operations',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/rules/0/operations': [] },
      finds: ['/webhooks/0/rules/0/operations'],
    },
    {
      title: 'finds no groups',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/rules/0/apiGroups': undefined },
      finds: ['/webhooks/0/rules/0'],
    },
    {
      title: 'finds an empty version',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/rules/0/apiVersions/0': '' },
      finds: ['/webhooks/0/rules/0/apiVersions/0'],
    },
    {
      title: 'finds every resource and another',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/rules/0/resources': ['*', 'pods'] },
      finds: ['/webhooks/0/rules/0/resources'],
    },
    {
      title: 'finds a subresource that is covered',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/rules/0/resources': ['pods/*', 'pods/log'] },
      finds: ['/webhooks/0/rules/0/resources/1'],
    },
    {
      title: 'finds a condition without name',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/matchConditions/0/name': undefined },
      finds: ['/webhooks/0/matchConditions/0/name'],
    },
    {
      title: 'finds a condition that says nothing',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/matchConditions/0/expression': ' ' },
      finds: ['/webhooks/0/matchConditions/0/expression'],
    },
    {
      title: 'finds a condition twice',
      sample: 'ValidatingWebhookConfiguration',
      changes: {
        '/webhooks/0/matchConditions': [
          { name: 'a', expression: 'true' },
          { name: 'a', expression: 'true' },
        ],
      },
      finds: ['/webhooks/0/matchConditions/1/name'],
    },
  ],
}
