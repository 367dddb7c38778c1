import { hash } from 'node:crypto'

/** SHA-256 of a file's bytes, base64; a string is hashed as the UTF-8 that would be written. */
export function contentHash(bytes: string | Uint8Array): string {
  return hash('sha256', bytes, 'base64')
}
