import type { Problem } from '@skyctl/core'
import type { AppSpec, ComponentDefinition, Environment } from '@skyctl/model'

/** An app's declaration, parsed; nothing of an environment is in it yet. */
export interface LoadedApp {
  readonly name: string
  /** `apps/<name>/app.ts`. */
  readonly origin: string
  readonly spec: AppSpec
  /** Changes with the module and with all that it imports; undefined where that is not known. */
  readonly source: string | undefined
}

/** A component's declaration. */
export interface LoadedComponent {
  readonly name: string
  /** `platform/<name>/component.ts`. */
  readonly origin: string
  readonly definition: ComponentDefinition
}

/** All that the pipeline knows of a workspace once it is read; what follows is pure. */
export interface Workspace {
  /** Absolute path. */
  readonly root: string
  /** Changes with every byte that the workspace was loaded from; undefined where one changed meanwhile. */
  readonly digest: string | undefined
  readonly environments: readonly Environment[]
  readonly apps: readonly LoadedApp[]
  readonly components: readonly LoadedComponent[]
  /** Warnings met so far: errors end the run. */
  readonly problems: readonly Problem[]
}
