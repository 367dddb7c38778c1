import { type Json, pointerToken, suggestionHint } from '@skyctl/core'
import { isRecord } from '../plain-data.ts'
import type { AdmissionFinding } from './admission.ts'
import type { Shape } from './policy-shapes.ts'

/** Where a value, as it is written, has another form than it should. A field that is null counts as absent; a null in a list is an error. */
export function checkShape(value: Json, shape: Shape): readonly AdmissionFinding[] {
  return fits(value, shape) ? [] : findMisfits(value, shape, '')
}

/** Nearly every value does, and needs no place. */
function fits(value: Json, shape: Shape): boolean {
  if (shape === 'any') return true
  if (typeof shape === 'string') return scalars[shape].fits(value)
  if ('list' in shape) return Array.isArray(value) && value.every((item) => fits(item, shape.list))
  if (!isRecord(value)) return false
  const known = 'fields' in shape ? shape.fields : undefined
  for (const key in value) {
    const member = value[key] ?? null
    const inner = known === undefined ? 'text' : memberShape(known, key)
    if (inner === undefined || (member !== null && !fits(member, inner))) return false
  }
  return true
}

function findMisfits(value: Json, shape: Shape, pointer: string): readonly AdmissionFinding[] {
  if (shape === 'any') return []
  if (typeof shape === 'string') return checkScalar(value, shape, pointer)
  if ('list' in shape) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => findMisfits(item, shape.list, `${pointer}/${index}`))
      : [wrongType(value, 'a list', pointer)]
  }
  if (!isRecord(value)) return [wrongType(value, 'a map', pointer)]
  const known = 'fields' in shape ? shape.fields : undefined
  return Object.entries(value).flatMap(([key, member]) => {
    const place = `${pointer}/${pointerToken(key)}`
    const inner = known === undefined ? 'text' : memberShape(known, key)
    if (inner === undefined) return [unknownField(key, known ?? {}, place)]
    return member === null ? [] : findMisfits(member, inner, place)
  })
}

function memberShape(known: Readonly<Record<string, Shape>>, key: string): Shape | undefined {
  return Object.hasOwn(known, key) ? known[key] : undefined
}

type Scalar = Exclude<Extract<Shape, string>, 'any'>

const isWhole = (value: Json) => Number.isInteger(value)
const isText = (value: Json) => typeof value === 'string'

const scalars: Readonly<Record<Scalar, { fits: (value: Json) => boolean; name: string }>> = {
  text: { fits: isText, name: 'text' },
  whole: { fits: isWhole, name: 'a whole number' },
  boolean: { fits: (value) => typeof value === 'boolean', name: 'true or false' },
  'whole-or-text': {
    fits: (value) => isWhole(value) || isText(value),
    name: 'a whole number or text',
  },
}

function checkScalar(value: Json, shape: Scalar, pointer: string): AdmissionFinding[] {
  const { fits: isFit, name } = scalars[shape]
  return isFit(value) ? [] : [wrongType(value, name, pointer)]
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
