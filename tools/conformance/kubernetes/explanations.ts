import type { ObjectFinding } from '@skyctl/schema-lib'
import type { Evidence } from '../evidence.ts'
import type { Mutant } from './mutate.ts'

interface Common {
  readonly id: string
  /** Why the two judges may differ, as a sentence for the reader of docs/conformance-kubernetes.md. */
  readonly reason: string
  readonly evidence: Evidence & {
    readonly module: string
    /** The folder whose go.mod pins the module, where the judge is not built from it. */
    readonly pinnedBy?: string
  }
}

/** The API server accepts, and we do not: explains one finding of ours. */
export interface StricterRule extends Common {
  readonly stricter: 'ours'
  /** The findings that it is about. */
  readonly findings: readonly string[]
  readonly matches: (finding: ObjectFinding, mutant: Mutant) => boolean
}

/** The API server refuses, and we do not: explains one of its errors. */
export interface LaxerRule extends Common {
  readonly stricter: 'upstream'
  readonly matches: (error: string, mutant: Mutant) => boolean
}

export type Explanation = StricterRule | LaxerRule

/** Fields that the published API requires, and whose absence the API server reads as a value that it accepts. */
const filledIn = [
  /^\/roleRef .*'apiGroup'/,
  /^ .*'(metadata|value)'/,
  /^\/spec .*'limits'/,
  /\/preStop\/sleep .*'seconds'/,
  /\/preferredDuringSchedulingIgnoredDuringExecution\/\d+ .*'preference'/,
  /\/dataSource .*'(kind|name)'/,
  /\/podFailurePolicy .*'rules'/,
]

export const explanations: readonly Explanation[] = [
  {
    id: 'null-for-a-value',
    stricter: 'ours',
    findings: ['wrong-type'],
    matches: ({ message }, { operator }) =>
      / is null, and must be /.test(message) && ['null', 'null-item'].includes(operator),
    reason:
      'Where the schema wants a value and finds null, the API server decodes nothing, and goes on with the empty value of the type. A null there is a mistake in a manifest, and kubeconform refuses it too.',
    evidence: {
      module: 'sigs.k8s.io/json',
      file: 'internal/golang/encoding/json/decode.go',
      line: 1001,
      holds: 'ignore null for primitives/string',
    },
  },
  {
    id: 'required-by-publication',
    stricter: 'ours',
    findings: ['missing-field'],
    matches: ({ pointer, message }) =>
      filledIn.some((field) => field.test(`${pointer} ${message}`)),
    reason:
      'The API that Kubernetes publishes requires the field, and decoding does not ask for it: the server fills it in (`roleRef.apiGroup`, the name of a LimitRange), takes its zero (`value` of a PriorityClass, `sleep.seconds`), or drops what surrounds it (`dataSource` of no kind). kubeconform refuses it too.',
    evidence: {
      module: 'k8s.io/apimachinery',
      file: 'pkg/runtime/serializer/json/json.go',
      line: 295,
      holds: 'kjson.UnmarshalStrict(data, into)',
    },
  },
  {
    id: 'padded-quantity',
    stricter: 'ours',
    findings: ['invalid-value'],
    matches: ({ message }, { operator }) =>
      operator === 'spaced' && message.includes('[numkMGTPE]|[eE]'),
    reason:
      'White space around a quantity is cut off before it is read, and the published pattern of quantities has none. kubeconform refuses it too.',
    evidence: {
      module: 'k8s.io/apimachinery',
      file: 'pkg/api/resource/quantity.go',
      line: 744,
      holds: 'strings.TrimSpace',
    },
  },
  {
    id: 'empty-reclaim-policy',
    stricter: 'ours',
    findings: ['unknown-value'],
    matches: ({ pointer }, { operator, object }) =>
      pointer === '/reclaimPolicy' && operator === 'empty' && object.kind === 'StorageClass',
    reason:
      'An empty reclaimPolicy of a StorageClass is kept as it is, and no volume could be made with it. kubeconform refuses it too.',
    evidence: {
      module: 'k8s.io/kubernetes',
      file: 'pkg/apis/storage/validation/validation.go',
      line: 132,
      holds: 'len(string(*reclaimPolicy)) > 0',
    },
  },
  {
    id: 'cel-in-admission',
    stricter: 'upstream',
    matches: (error, { object }) =>
      ['ValidatingAdmissionPolicy', 'ValidatingWebhookConfiguration'].includes(
        String(object.kind),
      ) &&
      /[eE]xpression: Invalid value: /s.test(error) &&
      /(compilation failed: ERROR|must evaluate to |undefined field)/.test(error),
    reason:
      'Expressions of admission are compiled by the API server, in an environment of CEL with the types and functions of its version. We look at whether there is an expression, and never into it.',
    evidence: {
      module: 'k8s.io/kubernetes',
      file: 'pkg/apis/admissionregistration/validation/validation.go',
      line: 1066,
      holds: 'compiler.CompileCELExpression',
    },
  },
]
