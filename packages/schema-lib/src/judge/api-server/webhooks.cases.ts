import type { ServerCases } from './testing/server-case.ts'

export const webhooksCases: ServerCases = {
  rule: 'webhooks',
  cases: [
    {
      title: 'passes a webhook outside the cluster',
      sample: 'MutatingWebhookConfiguration',
      changes: { '/webhooks/0/clientConfig/url': 'https://hooks.example.com:8443/x' },
    },
    {
      title: 'finds a name of two parts',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/name': 'policy.com' },
      finds: ['/webhooks/0/name'],
    },
    {
      title: 'finds a name twice',
      sample: 'ValidatingWebhookConfiguration',
      changes: {
        '/webhooks/1': {
          name: 'policy.example.com',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          clientConfig: { url: 'https://example.com' },
        },
      },
      finds: ['/webhooks/1/name'],
    },
    {
      title: 'finds side effects',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/sideEffects': 'Some' },
      finds: ['/webhooks/0/sideEffects'],
    },
    {
      title: 'finds a timeout of more than 30 seconds',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/timeoutSeconds': 31 },
      finds: ['/webhooks/0/timeoutSeconds'],
    },
    {
      title: 'finds a webhook that is nowhere',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/clientConfig': {} },
      finds: ['/webhooks/0/clientConfig'],
    },
    {
      title: 'finds a webhook that is in two places',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/clientConfig/url': 'https://example.com' },
      finds: ['/webhooks/0/clientConfig'],
    },
    {
      title: 'finds a URL without TLS',
      sample: 'MutatingWebhookConfiguration',
      changes: { '/webhooks/0/clientConfig/url': 'http://example.com' },
      finds: ['/webhooks/0/clientConfig/url'],
    },
    {
      title: 'finds a URL with a question',
      sample: 'MutatingWebhookConfiguration',
      changes: { '/webhooks/0/clientConfig/url': 'https://example.com/?a=b' },
      finds: ['/webhooks/0/clientConfig/url'],
    },
    {
      title: 'finds a path without slash',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/clientConfig/service/path': 'validate' },
      finds: ['/webhooks/0/clientConfig/service/path'],
    },
    {
      title: 'finds a port of 0',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/clientConfig/service/port': 0 },
      finds: ['/webhooks/0/clientConfig/service/port'],
    },
    {
      title: 'finds a version that the API server does not send',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/admissionReviewVersions': ['v2'] },
      finds: ['/webhooks/0/admissionReviewVersions'],
    },
    {
      title: 'finds a bundle that is no base64',
      sample: 'ValidatingWebhookConfiguration',
      changes: { '/webhooks/0/clientConfig/caBundle': 'x' },
      finds: ['/webhooks/0/clientConfig/caBundle'],
    },
  ],
}
