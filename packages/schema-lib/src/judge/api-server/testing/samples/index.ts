import type { JsonObject } from '@skyctl/core'
import { access } from './access.ts'
import { configuration } from './configuration.ts'
import { extensions } from './extensions.ts'
import { jobs } from './jobs.ts'
import { networking } from './networking.ts'
import { pods } from './pods.ts'
import { scaling } from './scaling.ts'
import { storage } from './storage.ts'
import { workloads } from './workloads.ts'

const all = {
  ...pods,
  ...workloads,
  ...jobs,
  ...networking,
  ...scaling,
  ...configuration,
  ...storage,
  ...access,
  ...extensions,
}

export type SampleName = keyof typeof all

/**
 * Objects of every kind that rules are about, with most of the fields that they look at. Both judges accept every one, and
 * both judge its damages.
 */
export const samples: Readonly<Record<SampleName, JsonObject>> = all
