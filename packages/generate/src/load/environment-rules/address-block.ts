import { Address4 } from 'ip-address'

/** An IPv4 block whose host bits are zero. */
export interface AddressBlock {
  readonly text: string
  readonly prefix: number
  readonly address: Address4
}

/** Reads `10.20.0.0/16`; a text says what is wrong with it. */
export function parseAddressBlock(text: string): AddressBlock | string {
  if (!/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(text) || !Address4.isValid(text)) {
    return `'${text}' is no IPv4 block: four numbers up to 255, a slash and a length up to 32, such as 10.20.0.0/16`
  }
  const address = new Address4(text)
  const first = `${address.startAddress().correctForm()}/${address.subnetMask}`
  if (first !== text) {
    return `'${text}' names an address inside a block, not the block, which is '${first}'`
  }
  return { text, prefix: address.subnetMask, address }
}

/** Whether two blocks share an address: of two blocks that do, one always holds the other. */
export function blocksOverlap(a: AddressBlock, b: AddressBlock): boolean {
  return a.address.isInSubnet(b.address) || b.address.isInSubnet(a.address)
}

export function blockInside(inner: AddressBlock, outer: AddressBlock): boolean {
  return inner.address.isInSubnet(outer.address)
}

/** The usable block of an environment's value, or undefined where {@link parseAddressBlock} refuses it. */
export function usableBlock(text: string): AddressBlock | undefined {
  const block = parseAddressBlock(text)
  return typeof block === 'string' ? undefined : block
}
