import type { JsonObject } from '@skyctl/core'

const webhook: JsonObject = {
  name: 'policy.example.com',
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  timeoutSeconds: 5,
  failurePolicy: 'Fail',
  clientConfig: {
    caBundle: 'eA==',
    service: { name: 'policy', namespace: 'shop', path: '/validate', port: 443 },
  },
  rules: [
    {
      operations: ['CREATE', 'UPDATE'],
      apiGroups: ['apps'],
      apiVersions: ['v1'],
      resources: ['deployments', 'deployments/scale'],
      scope: 'Namespaced',
    },
  ],
  namespaceSelector: { matchLabels: { checked: 'yes' } },
  matchConditions: [{ name: 'not-system', expression: "request.namespace != 'kube-system'" }],
}

/** What extends the API server. */
export const extensions = {
  ValidatingWebhookConfiguration: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'policy' },
    webhooks: [webhook],
  },
  MutatingWebhookConfiguration: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'policy' },
    webhooks: [
      {
        name: 'defaults.example.com',
        admissionReviewVersions: ['v1'],
        sideEffects: 'NoneOnDryRun',
        reinvocationPolicy: 'IfNeeded',
        clientConfig: { url: 'https://hooks.example.com/defaults' },
        rules: [{ operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'] }],
      },
    ],
  },
  ValidatingAdmissionPolicy: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'replicas.example.com' },
    spec: {
      failurePolicy: 'Fail',
      paramKind: { apiVersion: 'example.com/v1', kind: 'Limit' },
      matchConstraints: {
        resourceRules: [
          {
            operations: ['CREATE'],
            apiGroups: ['apps'],
            apiVersions: ['v1'],
            resources: ['deployments'],
          },
        ],
      },
      matchConditions: [{ name: 'named', expression: 'object.metadata.name != ""' }],
      variables: [{ name: 'count', expression: 'object.spec.replicas' }],
      validations: [
        { expression: 'variables.count <= 5', message: 'too many', reason: 'Invalid' },
        { expression: 'true', messageExpression: "'never ' + string(1)" },
      ],
      auditAnnotations: [{ key: 'count', valueExpression: 'string(variables.count)' }],
    },
  },
  ValidatingAdmissionPolicyBinding: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'replicas.example.com' },
    spec: {
      policyName: 'replicas.example.com',
      validationActions: ['Deny', 'Audit'],
      paramRef: { name: 'limit', parameterNotFoundAction: 'Deny' },
      matchResources: { namespaceSelector: { matchLabels: { checked: 'yes' } } },
    },
  },
  APIService: {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: 'v1beta1.metrics.example.com' },
    spec: {
      group: 'metrics.example.com',
      version: 'v1beta1',
      groupPriorityMinimum: 100,
      versionPriority: 100,
      caBundle: 'eA==',
      service: { name: 'metrics', namespace: 'shop', port: 443 },
    },
  },
  CustomResourceDefinition: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: {
        plural: 'widgets',
        singular: 'widget',
        kind: 'Widget',
        listKind: 'WidgetList',
        shortNames: ['wd'],
        categories: ['all'],
      },
      conversion: {
        strategy: 'Webhook',
        webhook: {
          conversionReviewVersions: ['v1'],
          clientConfig: { service: { name: 'convert', namespace: 'shop', path: '/convert' } },
        },
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.replicas',
              statusReplicasPath: '.status.replicas',
              labelSelectorPath: '.status.selector',
            },
          },
          additionalPrinterColumns: [{ name: 'Age', type: 'date', jsonPath: '.metadata.age' }],
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { type: 'object', properties: { replicas: { type: 'integer' } } },
              },
            },
          },
        },
        {
          name: 'v1beta1',
          served: true,
          storage: false,
          deprecated: true,
          deprecationWarning: 'use v1',
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    },
  },
} satisfies Record<string, JsonObject>
