import { describe, expect, it } from 'vitest'
import { sampleApplication, sampleCluster, sampleServiceAccount } from '../testing/sample-roles.ts'
import { sampleWorld } from '../testing/sample-world.ts'
import { clusterRoles, roleMentions } from './cluster-roles.ts'

describe('roles of a cluster', () => {
  const rolesOf = (cluster: object) => {
    const found = clusterRoles(sampleWorld([], { cluster }))
    return { account: found?.account, roles: found?.roles }
  }

  it('are those of cluster.yaml, with its account', () => {
    expect(rolesOf(sampleCluster({ 'acme-live-web': 'shop/web' }))).toEqual({
      account: '111122223333',
      roles: [
        {
          name: 'acme-live-web',
          serviceAccount: 'ServiceAccount shop/web',
          pointer: '/iam/serviceAccounts/0',
        },
      ],
    })
  })

  it("leave out what eksctl names itself; a stranger's entry may lack a namespace", () => {
    const serviceAccounts = [
      { metadata: { name: 'unnamed', namespace: 'ns' } },
      { metadata: { name: 'web' }, roleName: 'web' },
    ]
    expect(rolesOf(clusterOf({ iam: { serviceAccounts } }))).toEqual({
      account: undefined,
      roles: [
        {
          name: 'web',
          serviceAccount: 'ServiceAccount default/web',
          pointer: '/iam/serviceAccounts/1',
        },
      ],
    })
  })

  it('are none in a cluster that asks for none', () => {
    expect(rolesOf(clusterOf({}))).toEqual({ account: undefined, roles: [] })
  })

  it('are unknown without cluster.yaml', () => {
    expect(clusterRoles(sampleWorld([]))).toBeUndefined()
  })
})

describe('mentions of roles', () => {
  const mentions = (...manifests: Parameters<typeof sampleWorld>[0]) =>
    roleMentions(sampleWorld(manifests)).map(
      ({ object, pointer, account, role }) => `${object.key} ${pointer} ${account} ${role}`,
    )

  it('are annotations of ServiceAccounts', () => {
    expect(mentions(sampleServiceAccount('web', 'acme-web'))).toMatchInlineSnapshot(`
      [
        "ServiceAccount ns/web /metadata/annotations/eks.amazonaws.com~1role-arn 111122223333 acme-web",
      ]
    `)
  })

  it('are texts anywhere in the values of a chart, in any partition', () => {
    const arn = 'arn:aws-cn:iam::999999999999:role/net'
    expect(mentions(sampleApplication({ 'a/b': [{ 'c~d': arn }] }))).toMatchInlineSnapshot(`
      [
        "argoproj.io/Application argocd/chart /spec/sources/0/helm/valuesObject/a~1b/0/c~0d 999999999999 net",
      ]
    `)
  })

  it.each([
    ['a user', 'arn:aws:iam::111122223333:user/web'],
    ['a bucket', 'arn:aws:s3:::web'],
    ['a sentence', 'assumes arn:aws:iam::111122223333:role/web'],
  ])('are not ARNs of %s', (_, text) => {
    expect(mentions(sampleApplication({ text }))).toEqual([])
  })

  it('are none in an empty world', () => {
    expect(mentions()).toEqual([])
  })
})

function clusterOf(parts: object): object {
  return {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: 'acme' },
    ...parts,
  }
}
