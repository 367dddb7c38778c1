/** What a role may do, as data: one statement allows its actions on its resources, where the conditions hold. */
export interface PolicyStatement {
  /** `service:Action`; the action may hold `*`. */
  readonly actions: readonly string[]
  /** ARNs, or `*`. */
  readonly resources: readonly string[]
  /** By operator, then by condition key. */
  readonly conditions?:
    | Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
    | undefined
}

/** An IAM policy document, in the words of IAM's policy grammar. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly {
    readonly Effect: 'Allow'
    readonly Action: readonly string[]
    readonly Resource: readonly string[]
    readonly Condition?: PolicyStatement['conditions']
  }[]
}

/** The document that allows what the statements say, in their order. Nothing is ever denied or widened here. */
export function policyDocument(statements: readonly PolicyStatement[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources, conditions }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      ...(conditions !== undefined && { Condition: conditions }),
    })),
  }
}

/** Characters of a document as IAM counts them: white space is free. An inline policy of a role has at most 10,240. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).length
}

/** IAM's quota for all inline policies of one role together, in characters. */
export const maxInlinePolicySize = 10_240
