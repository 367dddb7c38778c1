import { applyBaseline, createBaseline } from '../checks/baseline.ts'
import { JudgeTeam } from './judge-team.ts'
import { readSource } from './read-source.ts'
import { unownedFiles } from './unowned-files.ts'
import type { Inputs, ValidateOptions, ValidateResult } from './validate.ts'
import { judgeWorld, worldsOf } from './worlds.ts'

/** A judgement whose inputs are read. */
export interface Judgement {
  readonly judge: () => Promise<ValidateResult>
  /** Ends it without a result. */
  readonly dismiss: () => Promise<void>
}

/** Reads every input; other threads begin to judge meanwhile. */
export function openJudgement(inputs: Inputs, options: ValidateOptions): Judgement {
  const { listing, manifests, owners, trees } = inputs
  const { folder, paths, baseline, worker } = options
  const team = new JudgeTeam(manifests.length, options, worker)
  const outcomes = manifests.map((source) => {
    const outcome = source.read()
    if ('text' in outcome) team.add(outcome)
    return outcome
  })
  const judge = async (): Promise<ValidateResult> => {
    const texts = outcomes.filter((outcome) => 'text' in outcome)
    const read = new Map(texts.map((text) => [text, readSource(text)]))
    const files = [...read.values()]
    const judged = new Set(files.map(({ file }) => file))
    const found = worldsOf(files, folder, paths, strangersOf(options)).flatMap((world) =>
      judgeWorld(world, judged, options.today),
    )
    const unowned = unownedFiles(trees, [...listing.manifests, ...listing.others], (owner) => {
      const text = owners.get(owner)?.read()
      return text !== undefined && 'text' in text ? text.text : undefined
    })
    const { objects, problems } = await team.finish(read)
    return {
      objects,
      baseline: createBaseline(found),
      problems: [
        ...outcomes.filter((outcome) => 'id' in outcome),
        ...problems,
        ...(baseline === undefined ? found : applyBaseline(found, baseline.value, baseline.file)),
        ...unowned,
      ],
    }
  }
  return { judge, dismiss: () => team.dismiss() }
}

function strangersOf({ guardrails, kubernetesVersion, suppressions = [] }: ValidateOptions) {
  return guardrails === undefined
    ? undefined
    : { level: guardrails, kubernetesVersion, suppressions }
}
