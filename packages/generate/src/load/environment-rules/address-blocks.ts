import type { Environment } from '@skyctl/model'
import { type AddressBlock, blockInside, parseAddressBlock, usableBlock } from './address-block.ts'
import type { EnvironmentFinding } from './rule.ts'

/** RFC 1918: the blocks from which EKS accepts a service CIDR. */
const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  (text) => usableBlock(text) ?? [],
)

/**
 * The VPC's block is one that eksctl can split into a subnet for each zone (/16 to /24; AWS itself goes to /28), and the
 * block of the Services one that EKS accepts (private, /12 to /24).
 */
export function addressBlockRule({ network }: Environment): readonly EnvironmentFinding[] {
  return [
    ...check(['network', 'cidr'], network.cidr, (block) =>
      block.prefix < 16 || block.prefix > 24
        ? {
            message: `${block.text} has the wrong size for a VPC: AWS allows at most a /16, and eksctl needs at least a /24 to cut subnets from`,
            hint: 'choose a length between /16 and /24; pods get addresses of the VPC, so prefer /16',
          }
        : undefined,
    ),
    ...check(['network', 'serviceCidr'], network.serviceCidr, serviceBlockFault),
  ]
}

function serviceBlockFault(block: AddressBlock): Fault | undefined {
  if (block.prefix < 12 || block.prefix > 24) {
    return {
      message: `${block.text} has the wrong size for Services: EKS accepts /12 to /24`,
      hint: 'choose a length between /12 and /24, such as 172.20.0.0/16',
    }
  }
  if (privateBlocks.some((outer) => blockInside(block, outer))) return undefined
  return {
    message: `${block.text} is no private block: EKS takes the addresses of Services from ${privateBlocks.map(({ text }) => text).join(', ')} only`,
    hint: 'choose a block inside one of them, such as 172.20.0.0/16',
  }
}

interface Fault {
  readonly message: string
  readonly hint: string
}

function check(
  path: readonly string[],
  text: string,
  faultOf: (block: AddressBlock) => Fault | undefined,
): readonly EnvironmentFinding[] {
  const block = parseAddressBlock(text)
  const fault =
    typeof block === 'string'
      ? { message: block, hint: 'write the first address of the block and its length' }
      : faultOf(block)
  return fault === undefined ? [] : [{ id: 'valid-address-block', path, ...fault }]
}
