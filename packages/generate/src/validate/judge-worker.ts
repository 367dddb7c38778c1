/** One more thread of a validation: judges the chunks that it can claim, and answers once, when it has seen all. */
import { parentPort, workerData } from 'node:worker_threads'
import { judgeFiles, openJudge } from './judge-files.ts'
import { type Chunk, type ChunkJudgement, claim, type WorkerStart } from './judge-team.ts'
import { readSource } from './read-source.ts'

const { options, claims } = workerData as WorkerStart
const prepare = openJudge(options)
const done: Promise<ChunkJudgement>[] = []

parentPort?.on('message', (message: Chunk | 'end') => {
  if (message === 'end') {
    // A judgement that failed ends the thread, and with it the run.
    void Promise.all(done).then((judged) => {
      parentPort?.postMessage(judged)
      parentPort?.close()
    })
    return
  }
  if (claim(claims, message.index)) done.push(judge(message))
})

async function judge({ index, texts }: Chunk): Promise<ChunkJudgement> {
  return { index, judgement: await judgeFiles(texts.map(readSource), prepare) }
}
