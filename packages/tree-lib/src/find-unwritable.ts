import { pointerToken } from '@skyctl/core'

/** A value that YAML cannot carry: its JSON pointer within the document, and what it is. */
export interface Unwritable {
  readonly pointer: string
  readonly what: string
}

/** The first value that the YAML writer refuses, or undefined. Slow: for use once the writer has failed. */
export function findUnwritable(value: unknown): Unwritable | undefined {
  return find(value, '', [])
}

const loneSurrogate = /\p{Surrogate}/u

function find(
  value: unknown,
  pointer: string,
  ancestors: readonly object[],
): Unwritable | undefined {
  if (typeof value === 'string') {
    return loneSurrogate.test(value)
      ? { pointer, what: 'a string with a lone surrogate' }
      : undefined
  }
  if (value === null || typeof value === 'boolean') return undefined
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : { pointer, what: `the number ${value}` }
  }
  if (typeof value !== 'object') {
    return { pointer, what: typeof value === 'undefined' ? 'undefined' : `a ${typeof value}` }
  }
  if (ancestors.includes(value))
    return { pointer, what: 'a reference back to its own parent (a cycle)' }
  const path = [...ancestors, value]
  if (Array.isArray(value)) {
    // By index: a hole in a sparse list is an undefined item, which forEach would skip.
    for (let index = 0; index < value.length; index++) {
      const found = find(value[index], `${pointer}/${index}`, path)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (!isPlainObject(value)) return { pointer, what: `an instance of ${className(value)}` }
  for (const [key, item] of Object.entries(value)) {
    const at = `${pointer}/${pointerToken(key)}`
    if (loneSurrogate.test(key)) return { pointer: at, what: 'a key with a lone surrogate' }
    if (item === undefined) continue
    const found = find(item, at, path)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a value is a record and no class instance; records of another realm (a vm context) count. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return true
  return (
    Object.getPrototypeOf(prototype) === null &&
    Object.prototype.toString.call(value) === '[object Object]'
  )
}

function className(value: object): string {
  const maker: unknown = value.constructor
  return typeof maker === 'function' && maker.name !== '' ? maker.name : 'a class'
}
