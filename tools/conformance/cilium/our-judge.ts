import { join } from 'node:path'
import { type Admission, type Answer, answerBatchLine, loadAdmission } from '@skyctl/policy-lib'
import type { Question } from './cilium-judge.ts'

const root = join(import.meta.dirname, '../../..')

export interface OurAnswer {
  readonly verdicts: readonly Answer[]
  /** Policies that take no part. */
  readonly rejected: readonly string[]
  readonly error?: string
}

export type OurJudge = (question: Question) => OurAnswer

/** policy-lib, as `skyctl policy verdict --batch` asks it, with the schemas that are committed. */
export async function openOurJudge(): Promise<OurJudge> {
  const admission: Admission = await loadAdmission({
    schemas: join(root, 'schemas'),
    cache: join(root, 'node_modules/.cache/skyctl/conformance'),
    kubernetesVersion: '1.35',
  })
  return (question) => {
    const answer = answerBatchLine(JSON.stringify(question), { admission })
    if ('error' in answer) return { verdicts: [], rejected: [], error: answer.error }
    return { verdicts: answer.verdicts, rejected: answer.rejected ?? [] }
  }
}
