import { isRecord, listAt } from '../plain-data.ts'
import { readProfile } from '../profile/read-profile.ts'
import type { Admission } from '../sanitize/admission.ts'
import { type Answer, openAnswers } from './answer.ts'
import { type PrepareOptions, prepareWorld } from './prepare.ts'
import { readQueries } from './query.ts'

export type BatchOptions = Pick<PrepareOptions, 'dialect' | 'defaultNamespace'> & {
  readonly admission?: Admission
}

/** The answer to one line of a batch. */
export type BatchAnswer =
  | {
      readonly id?: unknown
      readonly verdicts: readonly Answer[]
      readonly rejected?: readonly string[]
    }
  | { readonly id?: unknown; readonly error: string }

const members = ['id', 'world', 'queries', 'profile']

/**
 * Answers one line of newline-delimited JSON, `{ "id"?, "world": [objects], "queries": [...], "profile"?: {...} }`. A line that cannot be read
 * gets an `error` that names everything that is wrong with it. Policies that take no part are named in `rejected`.
 */
export function answerBatchLine(line: string, options: BatchOptions = {}): BatchAnswer {
  const read = readLine(line, options)
  if ('error' in read) return read
  const { id, count, answerAt, rejected } = read
  return {
    ...id,
    verdicts: Array.from({ length: count }, (_, index) => answerAt(index)),
    ...rejected,
  }
}

const pieceSize = 2000

/** The same as JSON, in pieces of one line: no more than some thousand answers are held at a time. */
export function* batchAnswerText(line: string, options: BatchOptions = {}): Iterable<string> {
  const read = readLine(line, options)
  if ('error' in read) {
    yield JSON.stringify(read)
    return
  }
  const { id, count, answerAt, rejected } = read
  // Members of an object as text, to be followed or preceded by others.
  const inside = (value: object) => JSON.stringify(value).slice(1, -1)
  const [before, after] = [inside(id), inside(rejected)]
  yield `{${before}${before === '' ? '' : ','}"verdicts":[`
  for (let start = 0; start < count; start += pieceSize) {
    const length = Math.min(pieceSize, count - start)
    const answers = Array.from({ length }, (_, offset) => answerAt(start + offset))
    yield `${start === 0 ? '' : ','}${JSON.stringify(answers).slice(1, -1)}`
  }
  yield `]${after === '' ? '' : ','}${after}}`
}

interface ReadLine {
  readonly id: { readonly id?: unknown }
  /** Of queries. */
  readonly count: number
  readonly answerAt: (index: number) => Answer
  readonly rejected: { readonly rejected?: readonly string[] }
}

type LineError = Extract<BatchAnswer, { error: string }>

function readLine(line: string, options: BatchOptions): ReadLine | LineError {
  let input: unknown
  try {
    input = JSON.parse(line)
  } catch (error) {
    return { error: `this is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (!isRecord(input)) return { error: 'this is no map' }
  const id = input.id === undefined ? {} : { id: input.id }
  const world = listAt(input, 'world')
  const { profile, faults: profileFaults } = readProfile(input.profile)
  const { queries, faults: queryFaults } = readQueries(input.queries)
  const unknown = Object.keys(input).filter((key) => !members.includes(key))
  const faults = [
    ...unknown.map((key) => `there is no '${key}': known are ${members.join(', ')}`),
    ...(world === undefined ? ["'world' is no list of objects"] : []),
    ...profileFaults,
    ...queryFaults,
  ]
  if (faults.length > 0) return { ...id, error: faults.join('; ') }
  const prepared = prepareWorld(
    (world ?? []).map((value, index) => ({ value, index })),
    { ...options, profile },
  )
  const { answerAt, faults: unanswered } = openAnswers(prepared, queries)
  if (unanswered.length > 0) return { ...id, error: unanswered.join('; ') }
  const rejected = prepared.rejections.map(({ policy }) => policy.id)
  return {
    id,
    count: queries.length,
    answerAt,
    rejected: rejected.length === 0 ? {} : { rejected },
  }
}
