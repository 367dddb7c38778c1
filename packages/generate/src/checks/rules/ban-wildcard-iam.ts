import { pointerToken } from '@skyctl/core'
import type { Rule, RuleFinding } from '../rule.ts'
import { shape, shapes, textOrTexts, texts } from '../shapes.ts'
import type { WorldObject } from '../world.ts'

/**
 * IAM permissions of `cluster.yaml` name what they allow. A resource may be `*` only where the action cannot change
 * anything, or a condition narrows it.
 */
export const banWildcardIam: Rule = {
  id: 'ban-wildcard-iam',
  reach: 'environment',
  title: 'No IAM policy allows every action of a service',
  level: 'baseline',
  severity: 'error',
  reason:
    "A role with `*` or `s3:*` may do what AWS adds to that service next year, and what an intruder in its pod likes today: delete the bucket, read every other bucket, change the policy. `NotAction` with Allow is the same, and so are AWS's own policies that end in FullAccess. A changing action on the resource `*`, with no condition, reaches what other teams and other clusters own; a few actions know no narrower resource, therefore that is a warning.",
  fix: 'In `iam` of the app or component, list the actions that the code calls and the ARNs that it calls them on: `iam: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme-reports/*"] }]`. Where only `*` is possible, narrow it by a condition such as `aws:ResourceTag`.',
  example: {
    bad: `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: acme-live, region: eu-west-1 }
iam:
  withOIDC: true
  serviceAccounts:
  - metadata: { name: web, namespace: shop }
    roleName: acme-live-web
    attachPolicy:
      Version: "2012-10-17"
      Statement:
      - { Effect: Allow, Action: ["s3:*"], Resource: ["arn:aws:s3:::acme-reports/*"] }
`,
    good: `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: acme-live, region: eu-west-1 }
iam:
  withOIDC: true
  serviceAccounts:
  - metadata: { name: web, namespace: shop }
    roleName: acme-live-web
    attachPolicy:
      Version: "2012-10-17"
      Statement:
      - { Effect: Allow, Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::acme-reports/*"] }
`,
  },
  check: (world) =>
    world
      .ofKind('eksctl.io/ClusterConfig')
      .flatMap((object) => findPolicies(object, object.manifest, '')),
}

/** Policies stand in many places of a ClusterConfig, and always under one of these names. */
const inlineNames = new Set(['attachPolicy', 'permissionPolicy'])
const managedNames = new Set(['attachPolicyARNs', 'permissionPolicyARNs'])

function findPolicies(object: WorldObject, value: unknown, pointer: string): RuleFinding[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => {
    const at = `${pointer}/${pointerToken(key)}`
    if (inlineNames.has(key)) return inlineFindings(object, child, at)
    if (managedNames.has(key)) return managedFindings(object, child, at)
    return findPolicies(object, child, at)
  })
}

function inlineFindings(object: WorldObject, policy: unknown, pointer: string): RuleFinding[] {
  const { Statement: given } = shape(policy)
  const statements = Array.isArray(given) ? shapes(given) : shapes([given])
  return statements.flatMap((statement, index): RuleFinding[] => {
    if (statement.Effect !== 'Allow') return []
    const at = `${pointer}/Statement${Array.isArray(given) ? `/${index}` : ''}`
    if (statement.NotAction !== undefined) {
      return [
        {
          object,
          pointer: `${at}/NotAction`,
          message:
            'it allows every action but those named, of every service that AWS will ever have',
          hint: 'list what is needed under Action',
        },
      ]
    }
    const actions = textOrTexts(statement.Action)
    const wild = actions.filter((action) => /^(\*|[a-z0-9-]*:?\*+)$/i.test(action))
    if (wild.length > 0) {
      return [
        {
          object,
          pointer: `${at}/Action`,
          message: `it allows ${wild.join(', ')}: everything that the service can do, and will be able to do`,
          hint: 'list the actions that are called (`iam` of the app or component)',
        },
      ]
    }
    if (!textOrTexts(statement.Resource).includes('*') || statement.Condition !== undefined) {
      return []
    }
    const changing = actions.filter((action) => !isReading(action))
    if (changing.length === 0) return []
    return [
      {
        object,
        pointer: `${at}/Resource`,
        severity: 'warning',
        message: `it allows ${changing.join(', ')} on every resource of the account, those of others too`,
        hint: 'name ARNs, or narrow it by a condition',
      },
    ]
  })
}

/** By the verbs with which AWS names actions that change nothing. */
function isReading(action: string): boolean {
  const name = action.slice(action.indexOf(':') + 1)
  return /^(Batch(Get|Check|Describe)|Check|Describe|Discover|Estimate|Filter|Get|Head|List|Lookup|Query|Scan|Search|Select|Simulate|Validate|View)/.test(
    name,
  )
}

/** Of AWS's own policies, those that mean everything, at least of one service. */
function managedFindings(object: WorldObject, arns: unknown, pointer: string): RuleFinding[] {
  return texts(arns).flatMap((arn, index): RuleFinding[] => {
    const name = /^arn:aws[a-z-]*:iam::aws:policy\/(?:.*\/)?(.+)$/.exec(arn)?.[1]
    if (name === undefined || !/(^(AdministratorAccess|PowerUserAccess)|FullAccess)/.test(name)) {
      return []
    }
    return [
      {
        object,
        pointer: `${pointer}/${index}`,
        message: `it allows everything that AWS's policy ${name} holds`,
        hint: 'list the actions that are called instead (`iam` of the app or component)',
      },
    ]
  })
}
