import type { Explanation } from '../explanations.ts'

/** Differences about custom resources that are meant to be. */
export const customExplanations: readonly Explanation[] = [
  {
    id: 'status-is-dropped',
    stricter: 'ours',
    findings: ['wrong-type', 'missing-field', 'unknown-value', 'invalid-value', 'server-rule'],
    matches: ({ pointer }) => /^\/status(\/|$)/.test(pointer),
    reason:
      'Where a kind has the subresource `status`, what a manifest says there is thrown away unread. It is a mistake in a manifest, the published schema describes it, and kubeconform refuses it too.',
    evidence: {
      module: 'k8s.io/apiextensions-apiserver',
      file: 'pkg/registry/customresource/strategy.go',
      line: 151,
      holds: 'delete(customResource, "status")',
    },
  },
  {
    id: 'managed-fields-are-dropped',
    stricter: 'ours',
    findings: ['wrong-type'],
    matches: ({ pointer }) => pointer.startsWith('/metadata/managedFields/'),
    reason:
      'The API server writes down itself who manages which field, whatever a manifest says, and reads that as loosely as it can. The published schema describes it, and kubeconform refuses it too.',
    evidence: {
      module: 'k8s.io/apiserver',
      file: 'pkg/endpoints/handlers/create.go',
      line: 199,
      holds: 'scope.FieldManager.UpdateNoErrors',
    },
  },
  {
    id: 'null-in-alternatives',
    stricter: 'ours',
    findings: ['missing-field', 'invalid-value'],
    matches: ({ message }, { operator }) =>
      (operator === 'null' || operator.startsWith('add-')) &&
      /must have (exactly )?one of the fields|must NOT have more than \d+ properties/.test(message),
    reason:
      'A null that may be left out is taken away before the alternatives of a schema (`oneOf`) and the number of its fields are looked at. As written the manifest breaks the published schema, and kubeconform refuses it too.',
    evidence: {
      module: 'k8s.io/apiextensions-apiserver',
      file: 'pkg/apiserver/schema/defaulting/prunenulls.go',
      line: 50,
      holds: 'delete(x, k)',
    },
  },
  {
    id: 'int32-of-custom-resources',
    stricter: 'ours',
    findings: ['invalid-value'],
    matches: ({ message }, { operator }) =>
      operator === 'beyond-int32' && message.endsWith('which is no int32'),
    reason:
      'The format `int32` is none that is checked in custom resources: the object is stored, and from then on no component that lists the kind by its Go type can decode the list.',
    evidence: {
      module: 'k8s.io/apiextensions-apiserver',
      file: 'pkg/apiserver/validation/formats.go',
      line: 32,
      holds:
        'Formats in CRD schemas are ignored when used in versions where they are not supported',
    },
  },
  {
    id: 'list-for-a-format',
    stricter: 'ours',
    findings: ['wrong-type'],
    matches: ({ message }, { operator }) =>
      operator === 'to-list' && message.endsWith('is a list, and must be text'),
    reason:
      'Of text with a format (`byte`, `cidr`, `date-time`) the validator lets a list pass, which it takes for bytes. No component can decode it.',
    evidence: {
      module: 'k8s.io/kube-openapi',
      file: 'pkg/validation/validate/type.go',
      line: 165,
      holds: 'kind == reflect.Slice',
    },
  },
  {
    id: 'filled-in-by-tekton',
    stricter: 'upstream',
    matches: (error, { object }) =>
      /(^|\.)tekton\.dev\//.test(String(object.apiVersion)) &&
      /((steps|sidecars)\[\d+\]\.name|spec\.pruner\.disabled): Required value$/.test(error),
    reason:
      "The CRDs require the names of steps and sidecars, and `pruner.disabled` of the operator. Tekton's mutating webhooks run before the CRD is looked at, and write every field of the Go type whose tag lacks `omitempty`, empty names too.",
    evidence: {
      module: 'github.com/tektoncd/pipeline',
      pinnedBy: 'tools/schemagen/tekton-pipelines',
      file: 'pkg/apis/pipeline/v1/container_types.go',
      line: 27,
      holds: '`json:"name"',
    },
  },
]
