import { loadValidators, type Validate } from '../compile/validators.ts'
import type { SchemaStore } from '../schemas/schema-store.ts'
import { loadRules } from './cel/load-rules.ts'
import { type JudgeOptions, schemaPathOf } from './judge-object.ts'

export interface CreateJudgeOptions
  extends Pick<JudgeOptions, 'kubernetesVersion' | 'allowUnknownKinds'> {
  readonly store: SchemaStore
  /** Folder of compiled validators; see {@link loadValidators}. */
  readonly cache: string
}

/** Makes what `judgeObject` needs for some values. */
export type PrepareJudge = (values: Iterable<unknown>) => Promise<JudgeOptions>

/** A judge that learns: the validators and rules of a kind are loaded when a value of it first occurs, each once. */
export function createJudge(options: CreateJudgeOptions): PrepareJudge {
  const { store, cache, kubernetesVersion, allowUnknownKinds } = options
  const validators = new Map<string, Validate>()
  let holds: JudgeOptions['holds']
  return async (values) => {
    const missing = new Set<string>()
    for (const value of values) {
      const path = schemaPathOf(value, store, kubernetesVersion)
      if (path !== undefined && !validators.has(path)) missing.add(path)
    }
    if (missing.size > 0) {
      const paths = [...missing]
      const loaded = await loadValidators(store, paths, cache)
      for (const [path, validate] of loaded) validators.set(path, validate)
      holds ??= await loadRules(store, paths)
    }
    return { store, validators, holds, kubernetesVersion, allowUnknownKinds }
  }
}
