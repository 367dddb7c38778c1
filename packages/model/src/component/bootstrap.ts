/**
 * How a chart enters a cluster in which Argo CD does not run yet: by Helm, with the very values that its Application
 * holds, so that Argo CD adopts it without a difference. Commands are templates: `{account}`, `{region}`, `{cluster}` and
 * `{partition}` stand for the environment's own, and `{cluster}` is the name of the kubectl context as well.
 */
export interface BootstrapRelease {
  /** `network`: before the first node, since no node is ready without it. `delivery`: last, and it syncs the rest. */
  readonly phase: 'network' | 'delivery'
  /** Flags of `helm upgrade --install` besides names, version and values; say why in `why`. */
  readonly helmFlags: readonly string[]
  readonly why: string
  /** What the chart needs first, in order; repeating one must change nothing. */
  readonly before: readonly BootstrapCommand[]
  /** Succeeds once the release works; for `network` it is run when there are nodes. */
  readonly check: BootstrapCommand
}

export interface BootstrapCommand {
  readonly run: string
  /** What it prints, in words or in full. */
  readonly prints: string
}

/** A bucket that the component uses and the account must hold. */
export interface BucketNeed {
  readonly name: string
  readonly purpose: string
  /** Region and name of a bucket that holds a copy of every object. */
  readonly replica?: { readonly region: string; readonly name: string }
}
