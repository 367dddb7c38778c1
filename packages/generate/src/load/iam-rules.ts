import { findActionFaults, maxInlinePolicySize, policyDocument, policySize } from '@skyctl/eks-lib'
import { type Environment, iamRoleName } from '@skyctl/model'
import { resolveStatements } from '../units/iam-statements.ts'
import { type ModuleProblem, moduleProblem } from './parse-app.ts'
import type { LoadedApp } from './workspace.ts'

/** Longest role name that IAM accepts. */
const maxRoleName = 64

/** What an app asks of IAM can be granted: actions that exist, a policy and a name that are not too long. */
export function checkIam(app: LoadedApp, environments: readonly Environment[]): ModuleProblem[] {
  const { iam } = app.spec
  if (iam.length === 0) return []
  return [
    ...iam.flatMap(({ actions }, index) =>
      findActionFaults(actions).map(({ action, why, hint }) =>
        moduleProblem(
          app.origin,
          ['iam', index, 'actions', actions.indexOf(action)],
          'unknown-iam-action',
          `the app asks for ${action}: ${why}`,
          hint,
        ),
      ),
    ),
    ...environments.flatMap((environment) => [
      ...checkName(app, environment),
      ...checkSize(app, environment),
    ]),
  ]
}

function checkName(app: LoadedApp, environment: Environment): ModuleProblem[] {
  const name = iamRoleName(environment, app.name)
  if (name.length <= maxRoleName) return []
  return [
    moduleProblem(
      app.origin,
      ['iam'],
      'role-name-too-long',
      `its IAM role would be called ${name}: ${name.length} characters, and IAM allows ${maxRoleName}`,
      `shorten the app's name, or the cluster name of ${environment.file}`,
    ),
  ]
}

function checkSize(app: LoadedApp, environment: Environment): ModuleProblem[] {
  const size = policySize(policyDocument(resolveStatements(app.spec.iam, environment)))
  if (size <= maxInlinePolicySize) return []
  return [
    moduleProblem(
      app.origin,
      ['iam'],
      'iam-policy-too-long',
      `the policy of its IAM role would have ${size} characters in ${environment.name}, and IAM allows ${maxInlinePolicySize}`,
      'name resources by a common prefix, or split the app',
    ),
  ]
}
