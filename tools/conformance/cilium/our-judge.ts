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

/** The API server's part, by the schemas that are committed. */
export function openAdmission(): Promise<Admission> {
  return loadAdmission({
    schemas: join(root, 'schemas'),
    cache: join(root, 'node_modules/.cache/skyctl/conformance'),
    kubernetesVersion: '1.35',
  })
}

/** policy-lib, as `skyctl policy verdict --batch` asks it. */
export function createOurJudge(
  admission: Admission,
  answer: typeof answerBatchLine = answerBatchLine,
): OurJudge {
  return (question) => {
    const found = answer(JSON.stringify(question), { admission })
    if ('error' in found) return { verdicts: [], rejected: [], error: found.error }
    return { verdicts: found.verdicts, rejected: found.rejected ?? [] }
  }
}
