/** Every case that is written by hand. */
import type { Case } from './case.ts'
import { corners } from './corner.ts'
import { layer7Cases } from './layer-7.ts'
import { objectCases } from './objects.ts'
import { peerCases } from './peers.ts'
import { portCases } from './ports.ts'
import { tierCases } from './tiers.ts'
import { verdictCases } from './verdicts.ts'

export const cases: readonly Case[] = [
  ...corners,
  ...objectCases,
  ...peerCases,
  ...portCases,
  ...layer7Cases,
  ...verdictCases,
  ...tierCases,
]
