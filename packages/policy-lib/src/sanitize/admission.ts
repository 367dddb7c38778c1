import type { Profile } from '../profile/profile.ts'
import type { PolicyObject } from '../world/world.ts'
import type { Finding } from './sanitize-rule.ts'

/** Says what the API server refuses an object for. */
export type Admission = (policy: PolicyObject, profile: Profile) => readonly AdmissionFinding[]

export interface AdmissionFinding extends Finding {
  readonly id: string
}
