import type { EnvironmentInput } from '@skyctl/model'
import { expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleEnvironment } from '../../../testing/sample-workspace.ts'
import { people } from './people.ts'

type Access = NonNullable<NonNullable<EnvironmentInput['cluster']>['access']>

const peopleOf = (access: Access, region = 'eu-west-1') =>
  people(
    sampleResourceInputs([], {
      environment: sampleEnvironment('live', { region, cluster: { access } }),
    }),
  )

it('a role of people trusts its own account', () => {
  expect(peopleOf({ admins: { policy: 'cluster-admin' } })).toMatchInlineSnapshot(`
    [
      {
        "check": {
          "expect": "admins",
          "run": "aws iam get-role --region eu-west-1 --role-name admins --query Role.RoleName --output text",
        },
        "create": [
          "aws iam create-role --region eu-west-1 --role-name admins --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"}]}' --tags Key=owner,Value=base",
        ],
        "id": "role admins",
        "kind": "IAM role of people",
        "name": "admins",
        "text": "Gets \`cluster-admin\` in the whole cluster. The trust policy below lets every principal of the account that has \`sts:AssumeRole\` on it use it: narrow it to your identity provider.",
        "usedBy": [
          "the cluster",
        ],
        "when": "account",
      },
    ]
  `)
})

it('a role that is limited to teams says to which', () => {
  const [role] = peopleOf({ devs: { policy: 'edit', teams: ['shop', 'base'] } })
  expect(role?.text).toContain('Gets `edit` in the namespaces of shop, base.')
})

it('roles are sorted by name', () => {
  const roles = peopleOf({ ops: { policy: 'admin' }, devs: { policy: 'view' } })
  expect(roles.map(({ id }) => id)).toEqual(['role devs', 'role ops'])
})

it('in China a role trusts an account of its partition', () => {
  expect(peopleOf({ ops: { policy: 'admin' } }, 'cn-north-1')[0]?.create.join()).toContain(
    'arn:aws-cn:iam::111122223333:root',
  )
})

it('nobody needs no role', () => {
  expect(peopleOf({})).toEqual([])
})
