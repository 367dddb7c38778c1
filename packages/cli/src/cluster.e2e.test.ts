import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createWorkspace, type TestWorkspace } from './testing/workspace.ts'

const bucket = `iam: [{ actions: ['s3:GetObject'], resources: ['arn:{partition}:s3:::{cluster}-pages/*'] }],`

/** A workspace whose app `web` has a role, generated. */
function workspaceWithRole(): TestWorkspace {
  const workspace = createWorkspace()
  workspace.edit('apps/web/app.ts', 'scaling:', `${bucket}\n  scaling:`)
  expect(workspace.run('generate').stderr).toBe('')
  return workspace
}

interface Cluster {
  readonly iam: {
    readonly serviceAccounts?: readonly {
      readonly roleName: string
      readonly attachPolicy: unknown
    }[]
  }
}

function rolesOf(workspace: TestWorkspace, environment: string) {
  const { iam } = parse(workspace.read(`generated/${environment}/cluster/cluster.yaml`)) as Cluster
  return iam.serviceAccounts ?? []
}

/** Files of the tree that differ from an earlier look. */
function changedSince(
  workspace: TestWorkspace,
  before: Readonly<Record<string, string>>,
): string[] {
  const after = workspace.tree()
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .sort()
}

describe("an app's IAM permissions", () => {
  it('become one role for its ServiceAccount, in each environment', () => {
    const workspace = workspaceWithRole()
    expect(rolesOf(workspace, 'live')).toMatchObject([
      {
        metadata: { name: 'web', namespace: 'shop' },
        roleName: 'acme-live-web',
        roleOnly: true,
        attachPolicy: {
          Statement: [
            {
              Effect: 'Allow',
              Action: ['s3:GetObject'],
              Resource: ['arn:aws:s3:::acme-live-pages/*'],
            },
          ],
        },
      },
    ])
    expect(rolesOf(workspace, 'test')).toHaveLength(1)
  })

  it('change the role in cluster.yaml and nothing else', () => {
    const workspace = workspaceWithRole()
    const before = workspace.tree()
    workspace.edit('apps/web/app.ts', "'s3:GetObject'", "'s3:GetObject', 's3:PutObject'")
    expect(workspace.run('generate').code).toBe(0)
    expect(changedSince(workspace, before)).toEqual([
      'live/cluster/cluster.yaml',
      'test/cluster/cluster.yaml',
    ])
    expect(rolesOf(workspace, 'live')[0]?.attachPolicy).toMatchObject({
      Statement: [{ Action: ['s3:GetObject', 's3:PutObject'] }],
    })
  })

  it('go with the app', () => {
    const workspace = workspaceWithRole()
    workspace.remove('apps/web')
    expect(workspace.run('generate', '--allow-prune', 'web').code).toBe(0)
    expect(rolesOf(workspace, 'live')).toEqual([])
    expect(workspace.read('generated/live/cluster/RUNBOOK.md')).not.toContain('acme-live-web')
  })

  it('are refused where IAM knows no such action, with the place and the nearest one', () => {
    const workspace = workspaceWithRole()
    workspace.edit('apps/web/app.ts', "'s3:GetObject'", "'s3:GetObjekt'")
    const { code, stderr } = workspace.run('generate')
    expect(code).toBe(1)
    expect(stderr).toContain('error [unknown-iam-action] apps/web/app.ts:')
    expect(stderr).toContain(
      'the app asks for s3:GetObjekt: s3 has no such action, so it would grant nothing',
    )
    expect(stderr).toContain("fix: did you mean 's3:GetObject'?")
  })
})

describe('roles of components', () => {
  it('are refused where no chart and no manifest makes the ServiceAccount', () => {
    const workspace = createWorkspace()
    workspace.edit(
      'platform/network/component.ts',
      'build: ({ options }) => ({',
      "build: ({ options }) => ({ iam: [{ suffix: 'network', serviceAccount: 'netwrk', statements: [] }],",
    )
    const { code, stderr } = workspace.run('generate')
    expect(code).toBe(1)
    expect(stderr).toContain(
      'IAM role acme-live-network is for ServiceAccount network/netwrk, which neither the tree nor a chart creates',
    )
  })

  it('are refused where an object names one that nobody asked for', () => {
    const workspace = createWorkspace()
    workspace.edit(
      'platform/namespaces/component.ts',
      'objects: [',
      `objects: [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'lost', namespace: 'kube-system', annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/acme-live-lost' } } },`,
    )
    const { code, stderr } = workspace.run('generate', '--env', 'live')
    expect(code).toBe(1)
    expect(stderr).toContain('error [require-known-role] platform/namespaces/component.ts')
    expect(stderr).toContain(
      'it assumes IAM role acme-live-lost, which cluster.yaml does not create',
    )
  })
})

describe('the runbook', () => {
  it('lists an id that AWS chooses with its command, until it is known', () => {
    const workspace = createWorkspace()
    workspace.edit(
      'apps/api/app.ts',
      'replicas: 2,',
      "replicas: 2, env: { HOST: fact({ name: 'replica', description: 'the replica', command: 'aws rds --region {region}' }) },",
    )
    workspace.run('generate')
    const runbook = () => workspace.read('generated/live/cluster/RUNBOOK.md')
    expect(runbook()).toContain('`apps/Deployment shop/api` waits for it.')
    expect(runbook()).toContain('aws rds --region eu-west-1')
    workspace.write(
      'environments/live.yaml',
      `${workspace.read('environments/live.yaml')}facts:\n  replica: db.example.com\n`,
    )
    workspace.run('generate')
    expect(runbook()).toContain('None is open: every object of this environment is in the tree.')
    expect(workspace.tree()['live/apps/api/shop/deployment.apps.api.yaml']).toContain(
      'db.example.com',
    )
  })

  it('comes from the model alone: a run in another folder gives the same bytes', () => {
    const one = createWorkspace()
    const other = createWorkspace({
      reversed: true,
      env: { TZ: 'Asia/Tokyo', AWS_REGION: 'us-east-1' },
    })
    one.run('generate')
    other.run('generate')
    expect(other.read('generated/live/cluster/RUNBOOK.md')).toBe(
      one.read('generated/live/cluster/RUNBOOK.md'),
    )
  })
})
