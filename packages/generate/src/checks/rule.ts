import type { Severity } from '@skyctl/core'
import type { World, WorldObject } from './world.ts'

/** What a rule says about one object. */
export interface RuleFinding {
  readonly object: WorldObject
  /** JSON pointer inside the object. */
  readonly pointer: string
  /** @defaultValue `error` */
  readonly severity?: Severity
  readonly message: string
  readonly hint: string
}

/** A cross-object rule: a pure function of a World. Its id, its file's name and its name in reports are the same. */
export interface Rule {
  readonly id: string
  readonly check: (world: World) => RuleFinding[]
}
