import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type FilesJudgement, type Judged, judgeFiles, openJudge } from './judge-files.ts'
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

/** Judges files on every core, each on its own. */
export class JudgeTeam {
  private readonly options: Judged
  private readonly claims: SharedArrayBuffer
  private readonly crew: readonly Member[]
  private readonly chunks: Chunk[] = []
  private next: SourceText[] = []

  /**
   * Starts the threads.
   *
   * @param files How many texts there will be at most.
   * @param worker Module that runs `judge-worker.ts`; without one this thread does all.
   */
  constructor(files: number, options: Judged, worker: URL | undefined) {
    // No more than what concerns the judge: options are sent to other threads.
    const { schemas, kubernetesVersion, allowUnknownKinds } = options
    this.options = { schemas, kubernetesVersion, allowUnknownKinds }
    const places = Math.ceil(files / perChunk)
    this.claims = new SharedArrayBuffer(places * Int32Array.BYTES_PER_ELEMENT)
    const start: WorkerStart = { options: this.options, claims: this.claims }
    const count = worker === undefined ? 0 : workersFor(files)
    this.crew = Array.from({ length: count }, () => startMember(worker as URL, start))
  }

  /** One more text, for whoever comes to it first. */
  add(text: SourceText): void {
    this.next.push(text)
    if (this.next.length === perChunk) this.send()
  }

  /**
   * Judges what nobody has begun, and waits for the rest.
   *
   * @param files Texts that this thread has read already.
   * @returns What was found, in the order of the texts.
   */
  async finish(files: ReadonlyMap<SourceText, ReadFile>): Promise<FilesJudgement> {
    this.send()
    for (const { worker } of this.crew) worker.postMessage('end')
    const own: ChunkJudgement[] = []
    const prepare = openJudge(this.options)
    // From the end, where the others come last.
    for (const { index, texts } of this.chunks.toReversed()) {
      if (!claim(this.claims, index)) continue
      const read = texts.map((text) => files.get(text) ?? readSource(text))
      own.push({ index, judgement: await judgeFiles(read, prepare) })
    }
    const all = [...own, ...(await Promise.all(this.crew.map(({ answer }) => answer))).flat()]
    const inOrder = all.sort((a, b) => a.index - b.index).map(({ judgement }) => judgement)
    return {
      objects: inOrder.reduce((sum, { objects }) => sum + objects, 0),
      problems: inOrder.flatMap(({ problems }) => problems),
    }
  }

  /** Sends everybody home: what they found is not needed. */
  async dismiss(): Promise<void> {
    await Promise.all(this.crew.map(({ worker }) => worker.terminate()))
  }

  private send(): void {
    if (this.next.length === 0) return
    const chunk = { index: this.chunks.length, texts: this.next }
    this.chunks.push(chunk)
    this.next = []
    for (const { worker } of this.crew) worker.postMessage(chunk)
  }
}

/** Whether a chunk is the caller's to judge: to one thread only. */
export function claim(claims: SharedArrayBuffer, index: number): boolean {
  return Atomics.compareExchange(new Int32Array(claims), index, 0, 1) === 0
}

function workersFor(files: number): number {
  return Math.min(availableParallelism() - 1, maxWorkers, Math.floor(files / perWorker))
}

interface Member {
  readonly worker: Worker
  /** What it judged, when it has seen every chunk. */
  readonly answer: Promise<readonly ChunkJudgement[]>
}

function startMember(module: URL, start: WorkerStart): Member {
  const worker = new Worker(module, { workerData: start })
  const answer = new Promise<readonly ChunkJudgement[]>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`a thread ended early, with code ${code}`)))
  })
  // Nobody waits yet: a failure is said when the rest is done.
  answer.catch(() => {})
  return { worker, answer }
}
