import type { Damage } from './damage.ts'
import { fieldDamages } from './fields.ts'
import { formatDamages } from './formats.ts'
import { identityDamages } from './identity.ts'
import { keyDamages } from './keys.ts'
import { listDamages } from './lists.ts'
import { numberDamages } from './numbers.ts'
import { quantityDamages } from './quantities.ts'
import { textDamages } from './texts.ts'
import { typeDamages } from './types.ts'

/** Every kind of damage, in the order of the document. */
export const damages: readonly Damage[] = [
  ...keyDamages,
  ...typeDamages,
  ...textDamages,
  ...numberDamages,
  ...listDamages,
  ...fieldDamages,
  ...identityDamages,
  ...quantityDamages,
  ...formatDamages,
]
