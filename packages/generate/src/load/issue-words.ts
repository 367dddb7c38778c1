import type { z } from 'zod'

/** The rule that a value broke, as `must ...`: the schema's own words where it has some. */
export function ruleOf(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'too_small':
    case 'too_big':
      if (!/^Too (small|big)/.test(issue.message)) return issue.message
      return `must ${boundOf(issue)}`
    case 'invalid_format':
      if (!/^Invalid /.test(issue.message)) return issue.message
      return `must be ${formatNames[issue.format] ?? `of the form ${issue.pattern ?? issue.format}`}`
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    default:
      return issue?.message ?? 'is not allowed'
  }
}

function boundOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum
  const least = issue.code === 'too_small' ? 'at least' : 'at most'
  const strict = issue.code === 'too_small' ? 'more than' : 'less than'
  const limit = `${issue.inclusive === false ? strict : least} ${bound}`
  const plural = Number(bound) === 1 ? '' : 's'
  if (issue.origin === 'string') return `have ${limit} character${plural}`
  if (issue.origin === 'array') return `have ${limit} entr${plural === '' ? 'y' : 'ies'}`
  if (issue.origin === 'object' || issue.origin === 'record') return `have ${limit} key${plural}`
  return `be ${limit}`
}

const formatNames: Readonly<Record<string, string>> = {
  date: 'a date that exists, as YYYY-MM-DD',
  email: 'an e-mail address',
  url: 'a URL',
  ipv4: 'an IPv4 address',
  cidrv4: 'an IPv4 block such as 10.20.0.0/16',
  uuid: 'a UUID',
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  value: 'a value',
}

/** The type that a schema expects, in words. */
export function typeName(expected: string): string {
  return typeNames[expected] ?? expected
}

/** The type that a value has, beside the one that is expected. */
export function typeOf(input: unknown, expected: string): string {
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'number') return expected === 'int' ? 'a fraction' : 'a number'
  if (typeof input === 'boolean') return 'a truth value'
  return typeof input === 'string' ? 'text' : 'a map'
}

/** YAML drops leading zeros of a number and trailing ones of a fraction: the reader should know what was lost. */
export function lossNote(expected: string, written: string | undefined): string {
  if (expected !== 'string' || written === undefined) return ''
  if (/^0\d+$/.test(written)) return ', which drops the zero in front'
  return /^\d+\.\d*0$/.test(written) ? ', which drops the zero at the end' : ''
}

/** A description as a part of our sentence: lower case unless it begins with an acronym, no final stop. */
export function inSentence(description: string): string {
  const [first = '', second = ''] = description
  const start = second === second.toLowerCase() ? first.toLowerCase() : first
  return `${start}${description.slice(1)}`.replace(/\.$/, '')
}

/** A value as the file writes it; a map or a list by its type. */
export function shown(value: unknown, written?: string): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a map'
  return written ?? String(value)
}
