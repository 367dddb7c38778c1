import { shape, shapes, text, textMap, texts } from './shapes.ts'

type Labels = Readonly<Record<string, string>>

/**
 * Whether a LabelSelector (`matchLabels` and `matchExpressions`) selects these labels. One that is missing selects
 * nothing, an empty one everything. Source: apimachinery, `LabelSelectorAsSelector`.
 */
export function selectsLabels(selector: unknown, labels: Labels): boolean {
  if (typeof selector !== 'object' || selector === null) return false
  const { matchLabels, matchExpressions } = shape(selector)
  return (
    holdsAll(textMap(matchLabels), labels) &&
    shapes(matchExpressions).every(({ key, operator, values }) => {
      const value = labels[text(key) ?? '']
      switch (operator) {
        case 'In':
          return value !== undefined && texts(values).includes(value)
        case 'NotIn':
          return value === undefined || !texts(values).includes(value)
        case 'Exists':
          return value !== undefined
        case 'DoesNotExist':
          return value === undefined
        default:
          return false
      }
    })
  )
}

export function holdsAll(wanted: Labels, labels: Labels): boolean {
  for (const key in wanted) if (labels[key] !== wanted[key]) return false
  return true
}

/** Whether a selector asks for nothing, and so takes all. */
export function selectsEverything(selector: unknown): boolean {
  if (typeof selector !== 'object' || selector === null) return false
  const { matchLabels, matchExpressions } = shape(selector)
  return Object.keys(shape(matchLabels)).length === 0 && shapes(matchExpressions).length === 0
}
