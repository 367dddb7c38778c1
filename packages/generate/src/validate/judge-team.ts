import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { createJudge, type FilesJudgement, type Judged, judgeFiles } from './judge-files.ts'
import { type ReadFile, readSource } from './read-source.ts'
import type { SourceText } from './read-text.ts'

/** Files that one thread takes at once. */
const perChunk = 200

/** A thread more is worth its start only with so many files for it. */
const perWorker = 1_000

/** More threads cost memory, each with its own copy of the validators, and gain less and less. */
const maxWorkers = 3

/** What a worker is started with. */
export interface WorkerStart {
  readonly options: Judged
  /** One place a chunk: whoever makes its 0 a 1 judges it. */
  readonly claims: SharedArrayBuffer
}

/** A chunk, as it is sent to every worker. */
export interface Chunk {
  readonly index: number
  readonly texts: readonly SourceText[]
}

/** What a worker answers for a chunk that it claimed. */
export interface ChunkJudgement {
  readonly index: number
  readonly judgement: FilesJudgement
}

/** Judges files on every core, each on its own; this thread joins in when it has nothing else to do. */
export interface JudgeTeam {
  /**
   * Judges what nobody has begun, waits for the rest.
   *
   * @param files Files that this thread has read already, by their name.
   * @returns What was found, in the order of the texts.
   */
  readonly finish: (files?: ReadonlyMap<string, ReadFile>) => Promise<FilesJudgement>
}

/**
 * Starts with the first texts at once.
 *
 * @param worker Module that runs {@link judge-worker.ts}; without one this thread does all.
 */
export function startTeam(
  texts: readonly SourceText[],
  options: Judged,
  worker: URL | undefined,
): JudgeTeam {
  const chunks = chunked(texts)
  const claims = new SharedArrayBuffer(chunks.length * Int32Array.BYTES_PER_ELEMENT)
  const count = worker === undefined ? 0 : workersFor(texts.length)
  const crew = Array.from({ length: count }, () =>
    startWorker(worker as URL, { options, claims }, chunks),
  )
  return {
    finish: async (files) => {
      const own: ChunkJudgement[] = []
      const prepare = createJudge(options)
      // From the end, where the workers come last.
      for (const { index, texts: some } of chunks.toReversed()) {
        if (!claim(claims, index)) continue
        const read = some.map((text) => files?.get(text.file) ?? readSource(text))
        own.push({ index, judgement: await judgeFiles(read, prepare) })
      }
      const all = [...own, ...(await Promise.all(crew)).flat()]
      const inOrder = all.sort((a, b) => a.index - b.index).map(({ judgement }) => judgement)
      return {
        objects: inOrder.reduce((sum, { objects }) => sum + objects, 0),
        problems: inOrder.flatMap(({ problems }) => problems),
      }
    },
  }
}

/** Whether a chunk is the caller's to judge: to one thread only. */
export function claim(claims: SharedArrayBuffer, index: number): boolean {
  return Atomics.compareExchange(new Int32Array(claims), index, 0, 1) === 0
}

function workersFor(files: number): number {
  return Math.min(availableParallelism() - 1, maxWorkers, Math.floor(files / perWorker))
}

function chunked(texts: readonly SourceText[]): Chunk[] {
  return Array.from({ length: Math.ceil(texts.length / perChunk) }, (_, index) => ({
    index,
    texts: texts.slice(index * perChunk, (index + 1) * perChunk),
  }))
}

/** What one worker judged, when it has seen every chunk. */
function startWorker(
  module: URL,
  start: WorkerStart,
  chunks: readonly Chunk[],
): Promise<readonly ChunkJudgement[]> {
  const worker = new Worker(module, { workerData: start })
  const answer = new Promise<readonly ChunkJudgement[]>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`a thread ended early, with code ${code}`)))
  })
  // Nobody waits yet: a failure is said when the rest is done.
  answer.catch(() => {})
  for (const chunk of chunks) worker.postMessage(chunk)
  worker.postMessage('end')
  return answer
}
