import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JudgeOptions } from '@skyctl/schema-lib'
import type { Verdict } from '../kubernetes-judge.ts'

type Holds = NonNullable<JudgeOptions['holds']>
type Rule = Parameters<Holds>[0]

const folder = join(import.meta.dirname, '../../../../schemas/crds')

/** Which rules in CEL both judges said to hold for some object, and to be broken by another. */
export interface RuleTally {
  /** Hears each answer of ours about the object at hand. */
  readonly observe: (rule: Rule, self: unknown, answer: ReturnType<Holds>) => void
  /** Hears what the API server says of that object. */
  readonly hear: (verdict: Verdict) => void
  readonly kept: ReadonlySet<string>
  readonly broken: ReadonlySet<string>
}

export function createRuleTally(): RuleTally {
  const kept = new Set<string>()
  const broken = new Set<string>()
  let answers: (readonly [Rule, ReturnType<Holds>])[] = []
  return {
    kept,
    broken,
    observe: (rule, _self, answer) => {
      answers.push([rule, answer])
    },
    hear: ({ accepted, errors = [] }) => {
      for (const [rule, answer] of answers) {
        // The API server says a rule's message, or the rule itself.
        const said = rule.message ?? rule.rule
        if (answer === true && accepted) kept.add(rule.rule)
        if (answer === false && errors.some((error) => error.includes(said))) broken.add(rule.rule)
      }
      answers = []
    },
  }
}

/** Every rule of the custom kinds' schemas; those that look at the old object say nothing when one is created. */
export function rulesOfSchemas(): { readonly onCreate: string[]; readonly onUpdate: string[] } {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .flatMap(({ parentPath, name }) =>
      rulesIn(JSON.parse(readFileSync(join(parentPath, name), 'utf8'))),
    )
  const rules = [...new Set(all)].sort()
  const isOnUpdate = (rule: string) => /\boldSelf\b/.test(rule)
  return {
    onCreate: rules.filter((rule) => !isOnUpdate(rule)),
    onUpdate: rules.filter(isOnUpdate),
  }
}

function rulesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'x-kubernetes-validations' && Array.isArray(child)
      ? child.map(({ rule }: Rule) => rule)
      : rulesIn(child),
  )
}
