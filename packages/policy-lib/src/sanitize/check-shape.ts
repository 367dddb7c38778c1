import { type Json, pointerToken, suggestionHint } from '@skyctl/core'
import { isRecord } from '../plain-data.ts'
import type { AdmissionFinding } from './admission.ts'
import type { Shape } from './policy-shapes.ts'

/** Where a value has another form than it should. Nulls of maps are gone; one in a list is an error. */
export function checkShape(value: Json, shape: Shape, pointer = ''): readonly AdmissionFinding[] {
  if (shape === 'any') return []
  if (typeof shape === 'string') return checkScalar(value, shape, pointer)
  if ('list' in shape) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => checkShape(item, shape.list, `${pointer}/${index}`))
      : [wrongType(value, 'a list', pointer)]
  }
  if (!isRecord(value)) return [wrongType(value, 'a map', pointer)]
  const known = 'fields' in shape ? shape.fields : undefined
  return Object.entries(value).flatMap(([key, member]) => {
    const place = `${pointer}/${pointerToken(key)}`
    if (known === undefined) return checkScalar(member, 'text', place)
    const inner = Object.hasOwn(known, key) ? known[key] : undefined
    return inner === undefined
      ? [unknownField(key, known, place)]
      : checkShape(member, inner, place)
  })
}

function checkScalar(value: Json, shape: Shape & string, pointer: string): AdmissionFinding[] {
  const isWhole = typeof value === 'number' && Number.isInteger(value)
  switch (shape) {
    case 'text':
      return typeof value === 'string' ? [] : [wrongType(value, 'text', pointer)]
    case 'whole':
      return isWhole ? [] : [wrongType(value, 'a whole number', pointer)]
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(value, 'true or false', pointer)]
    default:
      return isWhole || typeof value === 'string'
        ? []
        : [wrongType(value, 'a whole number or text', pointer)]
  }
}

function wrongType(value: Json, expected: string, pointer: string): AdmissionFinding {
  return {
    id: 'wrong-type',
    pointer,
    message: `${JSON.stringify(value)} stands where ${expected} is expected: the API server refuses the object`,
    hint: `write ${expected}`,
  }
}

function unknownField(
  key: string,
  known: Readonly<Record<string, Shape>>,
  pointer: string,
): AdmissionFinding {
  return {
    id: 'unknown-field',
    pointer,
    message: `there is no field '${key}' here: the API server refuses it, or leaves it out where it is not strict, and the policy means something else`,
    hint: suggestionHint(key, Object.keys(known)),
  }
}
