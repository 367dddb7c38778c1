import { iamRoleArn } from '@skyctl/model'
import { k8s } from 'cdk8s-plus-28'
import { metadata, type WorkloadScope } from './scope.ts'

/** One ServiceAccount an app, so that no app borrows another's role. Its token is mounted only where the app asks. */
export function addServiceAccount(scope: WorkloadScope): void {
  const { add, unit, spec, environment } = scope
  add(
    k8s.KubeServiceAccount.manifest({
      metadata: metadata(scope, {
        annotations:
          unit.iam.length > 0
            ? { 'eks.amazonaws.com/role-arn': iamRoleArn(environment, unit.name) }
            : {},
      }),
      automountServiceAccountToken: spec.serviceAccountToken,
    }),
  )
}
