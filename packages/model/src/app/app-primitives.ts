import { z } from 'zod'

export const secondsSchema = z.int().min(0).meta({ description: 'Seconds.' })
export const absolutePathSchema = z
  .string()
  .regex(/^(\/(?!\.\.?(\/|$))[^/\0]+)+$/, 'must be an absolute path without . and .. segments')

/** IANA_SVC_NAME: what a Service accepts as a port name. */
export const portNameSchema = z
  .string()
  .regex(
    /^(?=.*[a-z])[a-z0-9]([a-z0-9]|-(?!-)){0,13}[a-z0-9]$|^[a-z]$/,
    'must be at most 15 lower-case letters, digits and single hyphens, with a letter',
  )
export const portNumberSchema = z.int().min(1).max(65535)
