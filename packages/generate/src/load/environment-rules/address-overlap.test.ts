import { expect, test } from 'vitest'
import { addressOverlapRule } from './address-overlap.ts'
import { sampleEnvironment } from './sample-environment.ts'

const withBlocks = (cidr: string, serviceCidr?: string, name?: string) =>
  sampleEnvironment({ network: { cidr, nat: 'Single', serviceCidr } }, name)

test('accepts distinct blocks; Services of two clusters may share theirs', () => {
  const production = withBlocks('10.10.0.0/16')
  const staging = withBlocks('10.11.0.0/16', '172.20.0.0/16', 'staging')
  expect(addressOverlapRule(production, [staging])).toEqual([])
})

test('rejects a VPC that overlaps its Services', () => {
  expect(addressOverlapRule(withBlocks('10.10.0.0/16', '10.0.0.0/12'), [])).toMatchInlineSnapshot(`
    [
      {
        "hint": "choose another block for network.cidr or network.serviceCidr",
        "id": "ban-address-overlap",
        "message": "the VPC's 10.10.0.0/16 overlaps the Services' 10.0.0.0/12: EKS refuses it, as an address would be a pod and a Service at once",
        "path": [
          "network",
          "cidr",
        ],
      },
    ]
  `)
})

test('rejects VPCs that overlap, whatever their account and region', () => {
  const far = sampleEnvironment(
    {
      account: '444455556666',
      region: 'us-east-1',
      network: { cidr: '10.10.128.0/17', nat: 'Single' },
    },
    'staging',
  )
  expect(addressOverlapRule(withBlocks('10.10.0.0/16'), [far])).toMatchInlineSnapshot(`
    [
      {
        "hint": "give the newer of the two a block that no environment uses",
        "id": "ban-address-overlap",
        "message": "10.10.0.0/16 overlaps 10.10.128.0/17 of environment 'staging': the two VPCs could never be connected, and a VPC cannot be renumbered",
        "path": [
          "network",
          "cidr",
        ],
      },
    ]
  `)
})

test('leaves a malformed block to the rule about blocks', () => {
  expect(addressOverlapRule(withBlocks('10.10.0.0', '10.0.0.0/12'), [])).toEqual([])
  expect(addressOverlapRule(withBlocks('10.10.0.0/16', 'x'), [withBlocks('y')])).toEqual([])
})
