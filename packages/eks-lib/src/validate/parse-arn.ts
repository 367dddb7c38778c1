export interface Arn {
  readonly partition: string
  readonly service: string
  readonly resource: string
}

/** The parts of an ARN, or undefined. AWS's own reader asks for the prefix and five separators, no more. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...resource] = text.split(':')
  if (prefix !== 'arn' || region === undefined || account === undefined) return undefined
  if (partition === undefined || service === undefined || resource.length === 0) return undefined
  return { partition, service, resource: resource.join(':') }
}
