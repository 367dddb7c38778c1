import { buckets } from './buckets.ts'
import { databases } from './databases.ts'
import { certificates, hostedZones } from './domain.ts'
import { imageRepositories } from './image-repositories.ts'
import { keys } from './keys.ts'
import { people } from './people.ts'
import type { AwsResource, ResourceInputs } from './resource.ts'
import { roleTargets } from './role-targets.ts'
import { secrets } from './secrets.ts'
import { webAcls } from './web-acls.ts'

/** Everything in AWS that one environment names and does not create, in the order in which it can be created. */
export function awsResources(inputs: ResourceInputs): AwsResource[] {
  return [
    keys,
    people,
    hostedZones,
    certificates,
    webAcls,
    secrets,
    buckets,
    imageRepositories,
    roleTargets,
    databases,
  ].flatMap((list) => list(inputs))
}
