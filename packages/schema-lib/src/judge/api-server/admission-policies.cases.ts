import type { ServerCases } from './testing/server-case.ts'

export const admissionPoliciesCases: ServerCases = {
  rule: 'admission-policies',
  cases: [
    {
      title: 'passes a policy of the core group',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/paramKind': { apiVersion: 'v1', kind: 'ConfigMap' } },
    },
    {
      title: 'finds a policy that is asked about nothing',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/matchConstraints/resourceRules': [] },
      finds: ['/spec/matchConstraints'],
    },
    {
      title: 'finds a policy of everything',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/matchConstraints': undefined },
      finds: ['/spec/matchConstraints'],
    },
    {
      title: 'finds a policy that checks nothing',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/validations': [], '/spec/auditAnnotations': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds an empty expression',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/validations/0/expression': ' ' },
      finds: ['/spec/validations/0/expression'],
    },
    {
      title: 'finds a message of two lines',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/validations/0/message': 'a\nb' },
      finds: ['/spec/validations/0/message'],
    },
    {
      title: 'finds a reason that is none',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/validations/0/reason': 'Because' },
      finds: ['/spec/validations/0/reason'],
    },
    {
      title: 'finds a variable that is no identifier',
      sample: 'ValidatingAdmissionPolicy',
      changes: {
        '/spec/variables/0/name': 'a-b',
        '/spec/validations/0/expression': 'true',
        '/spec/auditAnnotations': undefined,
      },
      finds: ['/spec/variables/0/name'],
    },
    {
      title: 'finds parameters of no kind',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/paramKind/kind': undefined },
      finds: ['/spec/paramKind/kind'],
    },
    {
      title: 'finds parameters of a version that is none',
      sample: 'ValidatingAdmissionPolicy',
      changes: { '/spec/paramKind/apiVersion': 'a/b/c' },
      finds: ['/spec/paramKind/apiVersion'],
    },
    {
      title: 'finds a key twice',
      sample: 'ValidatingAdmissionPolicy',
      changes: {
        '/spec/auditAnnotations': [
          { key: 'a', valueExpression: "'x'" },
          { key: 'a', valueExpression: "'x'" },
        ],
      },
      finds: ['/spec/auditAnnotations/1/key'],
    },
    {
      title: 'finds a binding that does nothing',
      sample: 'ValidatingAdmissionPolicyBinding',
      changes: { '/spec/validationActions': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds a binding that says the same twice',
      sample: 'ValidatingAdmissionPolicyBinding',
      changes: { '/spec/validationActions': ['Deny', 'Warn'] },
      finds: ['/spec/validationActions'],
    },
    {
      title: 'finds a binding of no policy',
      sample: 'ValidatingAdmissionPolicyBinding',
      changes: { '/spec/policyName': undefined },
      finds: ['/spec/policyName'],
    },
    {
      title: 'finds parameters by name and selector',
      sample: 'ValidatingAdmissionPolicyBinding',
      changes: { '/spec/paramRef/selector': {} },
      finds: ['/spec/paramRef'],
    },
    {
      title: 'finds parameters without what to do when there are none',
      sample: 'ValidatingAdmissionPolicyBinding',
      changes: { '/spec/paramRef/parameterNotFoundAction': undefined },
      finds: ['/spec/paramRef/parameterNotFoundAction'],
    },
  ],
}
