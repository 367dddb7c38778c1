import type { AppName, PortName } from '../registry.ts'

/** A value that is known only once an environment is resolved. */
export type Reference =
  | {
      readonly ref: 'address'
      readonly app: string
      readonly port: string
      readonly form: AddressForm
    }
  | { readonly ref: 'secret'; readonly secret: string; readonly key: string }
  | { readonly ref: 'fact'; readonly fact: FactDefinition }
  | { readonly ref: 'environment'; readonly field: EnvironmentField }
  | { readonly ref: 'field'; readonly path: PodField }

export type AddressForm = 'host:port' | 'host' | 'http-url'
export type EnvironmentField = 'name' | 'region' | 'domain'
export type PodField =
  | 'metadata.name'
  | 'metadata.namespace'
  | 'spec.nodeName'
  | 'status.podIP'
  | 'status.hostIP'

/** An id that AWS chooses: known only after its resource exists. */
export interface FactDefinition {
  /** Key under `facts:` of the environment file. */
  readonly name: string
  /** What it identifies. */
  readonly description: string
  /** Prints the value. `{cluster}`, `{region}` and `{account}` stand for the environment's own. */
  readonly command: string
}

/** The in-cluster address of another app's port, as `host:port` unless another form is asked for. */
export function addressOf<App extends AppName>(
  app: App,
  port: PortName<App>,
  form: AddressForm = 'host:port',
): Reference {
  return { ref: 'address', app, port, form }
}

/** One key of a secret that the app declares under `secrets`. */
export function secretValue(secret: string, key: string): Reference {
  return { ref: 'secret', secret, key }
}

/** An id that AWS chooses; objects that need it wait until the environment file names it. */
export function fact(definition: FactDefinition): Reference {
  return { ref: 'fact', fact: definition }
}

/** A field of the environment that the app runs in. */
export function environmentValue(field: EnvironmentField): Reference {
  return { ref: 'environment', field }
}

/** A field of the pod itself (downward API). */
export function podField(path: PodField): Reference {
  return { ref: 'field', path }
}
