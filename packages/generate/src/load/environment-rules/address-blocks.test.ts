import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOverlap, parseAddressBlock, usableBlock } from './address-block.ts'
import { addressBlockRule } from './address-blocks.ts'
import { sampleEnvironment } from './sample-environment.ts'

const messages = (cidr: string, serviceCidr = '172.20.0.0/16') =>
  addressBlockRule(sampleEnvironment({ network: { cidr, nat: 'Single', serviceCidr } })).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

test.each([
  ['10.10.0.0/16', '172.20.0.0/16'],
  ['10.10.4.0/24', '10.96.0.0/12'],
  ['100.64.0.0/16', '192.168.7.0/24'],
])('accepts VPC %s with Services %s', (cidr, serviceCidr) => {
  expect(messages(cidr, serviceCidr)).toEqual([])
})

test('rejects what is no block, an address inside one, and a size that AWS or eksctl refuses', () => {
  expect(
    [
      '10.10.0/16',
      '10.10.0.256/16',
      '10.10.0.0',
      '10.10.0.0/33',
      '::/16',
      '10.10.1.0/16',
      '10.0.0.0/15',
      '10.10.0.0/25',
    ].flatMap((cidr) => messages(cidr)),
  ).toMatchInlineSnapshot(`
    [
      "network.cidr: '10.10.0/16' is no IPv4 block: four numbers up to 255, a slash and a length up to 32, such as 10.20.0.0/16",
      "network.cidr: '10.10.0.256/16' is no IPv4 block: four numbers up to 255, a slash and a length up to 32, such as 10.20.0.0/16",
      "network.cidr: '10.10.0.0' is no IPv4 block: four numbers up to 255, a slash and a length up to 32, such as 10.20.0.0/16",
      "network.cidr: '10.10.0.0/33' is no IPv4 block: four numbers up to 255, a slash and a length up to 32, such as 10.20.0.0/16",
      "network.cidr: '::/16' is no IPv4 block: four numbers up to 255, a slash and a length up to 32, such as 10.20.0.0/16",
      "network.cidr: '10.10.1.0/16' names an address inside a block, not the block, which is '10.10.0.0/16'",
      "network.cidr: 10.0.0.0/15 has the wrong size for a VPC: AWS allows at most a /16, and eksctl needs at least a /24 to cut subnets from",
      "network.cidr: 10.10.0.0/25 has the wrong size for a VPC: AWS allows at most a /16, and eksctl needs at least a /24 to cut subnets from",
    ]
  `)
})

test('rejects Services outside the private blocks or of a size that EKS refuses', () => {
  expect(
    ['100.64.0.0/16', '172.32.0.0/16', '10.0.0.0/11', '10.0.0.0/25', '172.20.0.1/16'].flatMap(
      (serviceCidr) => messages('192.168.0.0/16', serviceCidr),
    ),
  ).toMatchInlineSnapshot(`
    [
      "network.serviceCidr: 100.64.0.0/16 is no private block: EKS takes the addresses of Services from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 only",
      "network.serviceCidr: 172.32.0.0/16 is no private block: EKS takes the addresses of Services from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 only",
      "network.serviceCidr: 10.0.0.0/11 has the wrong size for Services: EKS accepts /12 to /24",
      "network.serviceCidr: 10.0.0.0/25 has the wrong size for Services: EKS accepts /12 to /24",
      "network.serviceCidr: '172.20.0.1/16' names an address inside a block, not the block, which is '172.20.0.0/16'",
    ]
  `)
})

const block = fc
  .tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 32 }))
  .map(([bits, length]) => {
    const first = Math.floor(bits / 2 ** (32 - length)) * 2 ** (32 - length)
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256)
    return { text: `${octets.join('.')}/${length}`, first, last: first + 2 ** (32 - length) - 1 }
  })

test('a block with its host bits zero is accepted; two overlap where they share an address', () => {
  fc.assert(
    fc.property(block, block, (a, b) => {
      const [first, second] = [usableBlock(a.text), usableBlock(b.text)]
      if (first === undefined || second === undefined) throw new Error('refused')
      expect(blocksOverlap(first, second)).toBe(a.first <= b.last && b.first <= a.last)
      expect(blocksOverlap(first, first)).toBe(true)
    }),
  )
})

test('any text is a block or gets a reason', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(['string', 'object']).toContain(typeof parseAddressBlock(text))
    }),
  )
})
