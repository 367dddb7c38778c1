import { z } from 'zod'
import type { Reference } from './references.ts'

export const referenceSchema = z.custom<Reference>(
  (value) => typeof value === 'object' && value !== null && 'ref' in value,
  'must be a string or one of addressOf, secretValue, fact, environmentValue, podField',
)

export const envSchema = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a C identifier'),
  z.union([z.string(), referenceSchema]),
)
