/** How fast `skyctl validate` is beside kubeconform with the same schemas, on the tree of the generate benchmark. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AimedMeasure, Benchmark, BenchmarkOptions } from '../benchmark.ts'
import { BenchmarkFailure } from '../benchmark.ts'
import { objectsPerApp } from '../generate/expected-files.ts'
import { median } from '../generate/figures.ts'
import { makeTemporarySpace } from '../generate/temporary-space.ts'
import { environmentsOf, type Size, sizeLabel, writeWorkspace } from '../generate/workspace.ts'
import { measureProcess, type ProcessUsage } from './measure-process.ts'

const repository = join(import.meta.dirname, '..', '..')
const cli = join(repository, 'packages/cli/bin/skyctl.js')
const cache = join(repository, 'node_modules/.cache/skyctl')
const kubeconform = join(cache, 'kubeconform-v0.7.0', 'kubeconform')
const schemas = join(repository, 'schemas')

const large: Size = { apps: 1000, environments: 3 }

type Arm = 'kubeconform' | 'cold' | 'unchanged'
type Figures = Readonly<Record<Arm, ProcessUsage>>

export const validateBenchmark: Benchmark = {
  name: 'validate',
  description:
    'skyctl validate on the synthetic tree, against kubeconform with the same schemas (needs Go)',
  run,
}

async function run({ rounds, log }: BenchmarkOptions): Promise<readonly AimedMeasure[]> {
  if (!existsSync(kubeconform)) {
    log('installing kubeconform')
    execFileSync('bash', [join(repository, 'tools/kubeconform.sh')], { stdio: 'ignore' })
  }
  const space = makeTemporarySpace()
  try {
    log(`${sizeLabel(large)}: generating the tree`)
    writeWorkspace(space, large)
    mkdirSync(join(space, 'node_modules'), { recursive: true })
    execFileSync(process.execPath, [cli, '-C', space, 'generate'], { stdio: 'ignore' })
    // The compiled validators exist, as they do after the first run ever.
    validate(space)
    const figures = Array.from({ length: rounds }, (_, round) => {
      log(`${sizeLabel(large)}, round ${round + 1} of ${rounds}`)
      return measureRound(space)
    })
    return figuresOf(figures)
  } finally {
    log('deleting the temporary folder')
    rmSync(space, { recursive: true, force: true })
  }
}

function measureRound(space: string): Figures {
  const peer = judgeWithKubeconform(space)
  rmSync(join(cache, 'validations'), { recursive: true, force: true })
  return { kubeconform: peer, cold: validate(space), unchanged: validate(space) }
}

/** @throws BenchmarkFailure where not every object was judged. */
function validate(space: string): ProcessUsage {
  const { stdout, ...usage } = measureProcess(process.execPath, [
    cli,
    '-C',
    space,
    'validate',
    'generated',
  ])
  const judged = Number(/judged: (\d+) objects/.exec(stdout)?.[1] ?? 0)
  refuseFewer(judged, 'skyctl')
  return usage
}

function judgeWithKubeconform(space: string): ProcessUsage {
  const location = (path: string) => ['-schema-location', join(schemas, path)]
  const { stdout, ...usage } = measureProcess(kubeconform, [
    ...['-strict', '-summary', '-n', '2', '-kubernetes-version', '1.35.0'],
    ...location(
      '{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json',
    ),
    ...location('crds/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json'),
    ...environmentsOf(large).flatMap((name) =>
      ['apps', 'argocd'].map((part) => join(space, 'generated', name, part)),
    ),
  ])
  refuseFewer(Number(/Valid: (\d+)/.exec(stdout)?.[1] ?? 0), 'kubeconform')
  return usage
}

function refuseFewer(judged: number, who: string): void {
  const objects = large.apps * large.environments * objectsPerApp
  if (judged < objects)
    throw new BenchmarkFailure(`${who} accepted ${judged} objects of ${objects}`)
}

const aims = { cold: 3, unchanged: 10 }

function figuresOf(rounds: readonly Figures[]): AimedMeasure[] {
  const prefix = `validate/${sizeLabel(large)}`
  const value = (arm: Arm, field: keyof ProcessUsage) =>
    median(rounds.map((round) => round[arm][field]))
  const times = (arm: Arm, field: keyof ProcessUsage) =>
    median(rounds.map((round) => round.kubeconform[field] / round[arm][field]))
  const plain = (arm: Arm, field: keyof ProcessUsage): AimedMeasure => ({
    name: `${prefix}/${arm}/${field === 'wallSeconds' ? 'wall' : 'cpu'}`,
    value: value(arm, field),
    unit: 's',
  })
  const faster = (arm: 'cold' | 'unchanged', field: keyof ProcessUsage): AimedMeasure => ({
    ...plain(arm, field),
    against: 'kubeconform, times as fast',
    ratio: times(arm, field),
  })
  const aimed = (arm: 'cold' | 'unchanged'): AimedMeasure => ({
    ...faster(arm, 'wallSeconds'),
    aim: {
      text: `at least ${aims[arm]} times as fast`,
      isMet: times(arm, 'wallSeconds') >= aims[arm],
    },
  })
  return [
    plain('kubeconform', 'wallSeconds'),
    plain('kubeconform', 'cpuSeconds'),
    aimed('cold'),
    faster('cold', 'cpuSeconds'),
    aimed('unchanged'),
    faster('unchanged', 'cpuSeconds'),
  ]
}
