import type { Json, Path } from '@skyctl/core'

import type { Damage } from './damage.ts'

const quantityFields = /^(cpu|memory|storage|ephemeral-storage|sizeLimit|divisor|averageValue)$/
const quantity = /^\d+(\.\d+)?([kKMGTPE]i?|[mun])?$/

function isQuantity(value: Json, path: Path): boolean {
  const key = String(path.at(-1))
  return quantityFields.test(key) && (typeof value === 'string' || typeof value === 'number')
}

/** Also whatever reads as one: a port, a percentage, a share. */
function isIntOrString(value: Json): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+%?$/.test(value))
}

export const quantityDamages: readonly Damage[] = [
  {
    id: 'damaged-quantity',
    does: 'a quantity has a unit that there is not, or none of its digits',
    apply: (value, path) =>
      isQuantity(value, path) || (typeof value === 'string' && quantity.test(value))
        ? [
            '100mm',
            '1 Gi',
            '1GI',
            '1gb',
            '1,5',
            '1e3Gi',
            '-1',
            '+1',
            '.5',
            '1.',
            'Gi',
            '1_000',
            '0x10',
            '100MiB',
          ]
        : [],
  },
  {
    id: 'quantity-as-number',
    does: 'a quantity is a number',
    apply: (value, path) => (isQuantity(value, path) ? [1, 0.5, -1, 1e21] : []),
  },
  {
    id: 'damaged-int-or-string',
    does: 'what may be a number or text is neither',
    apply: (value) =>
      isIntOrString(value) ? [true, 1.5, '', [1], { value: 1 }, '150%', '-1%', '50 %'] : [],
  },
]
