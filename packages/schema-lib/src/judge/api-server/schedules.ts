import type { NameRule } from './names.ts'

interface Field {
  readonly name: string
  readonly min: number
  readonly max: number
  readonly words?: readonly string[]
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const days = 'sun mon tue wed thu fri sat'.split(' ')
const fields: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, words: months },
  { name: 'day of week', min: 0, max: 6, words: days },
]
const descriptors = [
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]
const duration = /^[+-]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$/

/**
 * A schedule of cron with five fields, or one of its descriptors.
 *
 * Source: github.com/robfig/cron/v3 parser.go, ParseStandard, with which the API server reads it.
 */
export const schedule: NameRule = (text) => {
  if (text.includes('TZ')) return 'names a time zone: use timeZone instead'
  if (text.startsWith('@')) return descriptor(text)
  const parts = text.trim().split(/\s+/)
  if (parts.length !== fields.length) {
    return `must have ${fields.length} fields (${fields.map(({ name }) => name).join(', ')}), and has ${parts.length}`
  }
  for (const [index, field] of fields.entries()) {
    const faults = (parts[index] ?? '')
      .split(',')
      .filter((range) => range !== '')
      .map((range) => rangeFault(range, field))
    const fault = faults.find((one) => one !== undefined)
    if (fault !== undefined) return `has a ${field.name} that ${fault}`
  }
  return undefined
}

function descriptor(text: string): string | undefined {
  const every = '@every '
  if (text.startsWith(every)) {
    return duration.test(text.slice(every.length))
      ? undefined
      : "must say how often, such as '@every 1h30m'"
  }
  return descriptors.includes(text)
    ? undefined
    : `is no descriptor: ${descriptors.join(', ')} and @every are`
}

/** `*`, `5`, `1-5`, each with an optional `/step`. */
function rangeFault(range: string, field: Field): string | undefined {
  const [bounds = '', step, ...moreSteps] = range.split('/')
  const [low = '', high, ...moreBounds] = bounds.split('-')
  if (moreSteps.length > 0) return `has several '/': ${range}`
  const isAny = low === '*' || low === '?'
  if (!isAny && moreBounds.length > 0) return `has several '-': ${range}`
  const start = isAny ? field.min : numberOf(low, field)
  const end = isAny
    ? field.max
    : high !== undefined
      ? numberOf(high, field)
      : step !== undefined
        ? field.max
        : start
  if (start === undefined || end === undefined) return `is no number: ${range}`
  if (step !== undefined && !(digits(step) !== undefined && digits(step) !== 0)) {
    return `has a step that is no positive number: ${range}`
  }
  if (start < field.min || end > field.max) {
    return `must be from ${field.min} to ${field.max}: ${range}`
  }
  return start > end ? `ends before it begins: ${range}` : undefined
}

function numberOf(text: string, { words, min }: Field): number | undefined {
  const index = words?.indexOf(text.toLowerCase()) ?? -1
  return index >= 0 ? index + min : digits(text)
}

function digits(text: string): number | undefined {
  return /^\+?[0-9]+$/.test(text) ? Number(text) : undefined
}
