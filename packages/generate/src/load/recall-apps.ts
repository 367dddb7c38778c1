import { isDeepStrictEqual } from 'node:util'
import type { AppSpec } from '@skyctl/model'
import type { Memory } from '../memory/memory.ts'
import type { LoadedApp } from './workspace.ts'

interface StoredApp {
  readonly spec: AppSpec
  readonly hasConstructs: boolean
}

/** Thrown where what an app constructs is asked for before its module was evaluated. */
export class NotEvaluated extends Error {
  /** Names of the apps; undefined for all. */
  readonly apps: readonly string[] | undefined

  constructor(apps?: readonly string[]) {
    super(`not evaluated: ${apps?.join(', ') ?? 'some app'}`)
    this.apps = apps
  }
}

/** Stands for the function of an app that was recalled, since text cannot carry one. */
export function notEvaluated(): never {
  throw new NotEvaluated()
}

/** The app that an earlier run parsed from the very same sources. */
export function recallApp(
  app: Pick<LoadedApp, 'name' | 'origin' | 'source'>,
  memory: Memory | undefined,
): LoadedApp | undefined {
  const stored = memory && app.source && memory.recall(keyOf(app.source))
  if (!stored) return undefined
  const { spec, hasConstructs } = stored.value as StoredApp
  return { ...app, spec: hasConstructs ? { ...spec, constructs: notEvaluated } : spec }
}

/** Keeps an app that was parsed. One that text would not give back exactly has no source from then on: nothing recalls it. */
export function keepApp(app: LoadedApp, memory: Memory | undefined): LoadedApp {
  const { constructs, ...data } = app.spec
  if (app.source === undefined || memory === undefined) return app
  const spec = JSON.parse(JSON.stringify(data)) as AppSpec
  if (!isDeepStrictEqual(spec, data)) return { ...app, source: undefined }
  const stored: StoredApp = { spec, hasConstructs: constructs !== undefined }
  memory.keep(keyOf(app.source), '', stored)
  return app
}

function keyOf(source: string): string {
  return `app ${source}`
}
