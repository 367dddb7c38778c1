import type { Json } from '@skyctl/core'
import type { SampleName } from './samples/index.ts'

/** One example of a rule: unit tests hold our rule against it, conformance holds it against the API server's own code. */
export interface ServerCase {
  readonly title: string
  readonly sample: SampleName
  /** Values at JSON pointers of the sample; `undefined` takes one out. */
  readonly changes: Readonly<Record<string, Json | undefined>>
  /** JSON pointers where rules find something; none: it passes, here and there. */
  readonly finds?: readonly string[]
}

export interface ServerCases {
  /** The file of the rule. */
  readonly rule: string
  readonly cases: readonly ServerCase[]
}
