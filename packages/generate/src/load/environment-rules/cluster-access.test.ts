import { describe, expect, test } from 'vitest'
import { clusterAccessRule } from './cluster-access.ts'
import { sampleEnvironment } from './sample-environment.ts'

const findings = (cluster: NonNullable<Parameters<typeof sampleEnvironment>[0]>['cluster']) =>
  clusterAccessRule(sampleEnvironment({ cluster })).map(
    ({ id, path, message, hint }) => `${path.join('.')} ${id}: ${message} | ${hint}`,
  )

test('says nothing of a cluster that nobody is let into', () => {
  expect(findings({})).toEqual([])
})

describe('valid-public-access', () => {
  test('accepts public blocks, and the whole internet', () => {
    expect(findings({ publicAccess: ['192.0.2.0/24', '198.51.100.7/32', '0.0.0.0/0'] })).toEqual([])
  })

  test('rejects what is no block', () => {
    expect(
      findings({ publicAccess: ['192.0.2.0/24', '192.0.2.1', '192.0.2.1/24', '::/0'] }),
    ).toMatchInlineSnapshot(`
      [
        "cluster.publicAccess.1 valid-public-access: '192.0.2.1' is no IPv4 block: four numbers up to 255, a slash and a length up to 32, such as 10.20.0.0/16; EKS would refuse it | correct the block",
        "cluster.publicAccess.2 valid-public-access: '192.0.2.1/24' names an address inside a block, not the block, which is '192.0.2.0/24'; EKS would refuse it | correct the block",
        "cluster.publicAccess.3 valid-public-access: '::/0' is no IPv4 block: four numbers up to 255, a slash and a length up to 32, such as 10.20.0.0/16; EKS would refuse it | correct the block",
      ]
    `)
  })

  test.each(['10.0.0.0/8', '10.20.0.0/16', '172.16.0.0/12', '192.168.7.0/24'])(
    'rejects the private %s',
    (block) => {
      expect(findings({ publicAccess: [block] })).toEqual([
        `cluster.publicAccess.0 valid-public-access: ${block} is private: no request from the internet ever comes from there, so nobody would be let in | name the public addresses of your network; from inside the VPC the private endpoint answers`,
      ])
    },
  )
})

describe('known-access-team', () => {
  test('accepts a role of a team, and one of the whole cluster', () => {
    expect(
      findings({ access: { web: { policy: 'edit', teams: ['web'] }, base: { policy: 'admin' } } }),
    ).toEqual([])
  })

  test('rejects each team that does not exist', () => {
    expect(
      findings({ access: { shop: { policy: 'view', teams: ['web', 'wed', 'constructor'] } } }),
    ).toMatchInlineSnapshot(`
      [
        "cluster.access.shop.teams.1 known-access-team: role shop is limited to the namespace of 'wed', and no team has that name | did you mean 'web'?",
        "cluster.access.shop.teams.2 known-access-team: role shop is limited to the namespace of 'constructor', and no team has that name | known: web",
      ]
    `)
  })
})
