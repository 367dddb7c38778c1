import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@skyctl/core'
import type { Phase } from '@skyctl/eks-lib'
import { parse } from 'yaml'
import type { Command } from '../../packages/eks-lib/src/validate/testing/rule-case.ts'
import { eksctlModule } from './eksctl-judge.ts'
import type { Source } from './explanations.ts'
import { readIfThere } from './read-if-there.ts'

const root = join(import.meta.dirname, '../..')

/** A config of ours, and which commands read it. */
export interface RealFile {
  readonly path: string
  readonly source: Source
  readonly text: string
  readonly config: JsonObject
}

/** The commands that read a file, by what it is. */
export const commands: Readonly<Record<Source, readonly Command[]>> = {
  bootstrap: ['create-cluster'],
  full: ['create-nodegroup', 'create-iamserviceaccount'],
  'one-pass': ['create-cluster'],
  stranger: ['create-cluster'],
}

export function phaseOf(source: Source): Phase {
  return source === 'bootstrap' ? 'bootstrap' : 'full'
}

/** eksctl's own examples: a stranger's configs. */
export function findExamples(): readonly RealFile[] {
  const folder = join(eksctlModule(), 'examples')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const config = parse(text) as JsonObject
      return { path: `examples/${name}`, source: 'stranger', text, config }
    })
}

/** Both files of every environment, as they are committed. */
export function findRealFiles(): readonly RealFile[] {
  return readdirSync(join(root, 'generated'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((environment) =>
      (
        [
          ['bootstrap', 'cluster.bootstrap.yaml'],
          ['full', 'cluster.yaml'],
        ] as const
      ).flatMap(([source, file]): readonly RealFile[] => {
        const path = `generated/${environment}/cluster/${file}`
        const text = readIfThere(join(root, path))
        return text === undefined ? [] : [{ path, source, text, config: parse(text) as JsonObject }]
      }),
    )
}

/** The full file as `create cluster` could make it in one go, with AWS's own CNI. */
export function inOnePass({ path, source, config }: RealFile): readonly RealFile[] {
  if (source !== 'full') return []
  const addons = Array.isArray(config.addons) ? config.addons : []
  const whole: JsonObject = {
    ...config,
    addonsConfig: {},
    addons: [{ name: 'vpc-cni' }, ...addons],
  }
  return [{ path, source: 'one-pass', text: JSON.stringify(whole), config: whole }]
}
