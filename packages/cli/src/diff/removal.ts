import type { TreeObject } from './tree-objects.ts'
import { valueAt } from './value-at.ts'

/** What Argo CD does with an object that is gone from its folder. */
export type Removal =
  | { readonly kind: 'deleted' }
  /** Somebody must agree first. */
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'kept'; readonly because: string }

type Objects = ReadonlyMap<string, TreeObject>

/**
 * How Argo CD treats objects of the base that the head lacks. While the Application of a folder stays, its objects are pruned, and the sync
 * option `Prune` counts; where the Application goes too, they are deleted with it, and `Delete` counts instead.
 */
export function createRemovalOf(base: Objects, head: Objects): (object: TreeObject) => Removal {
  const gone = new Map(
    [...base.values()]
      .filter(({ id }) => id.startsWith('argoproj.io/Application ') && !head.has(id))
      .flatMap((application) => foldersOf(application).map((folder) => [folder, application])),
  )
  return (object) => {
    const application = gone.get(object.file.split('/').slice(0, 4).join('/'))
    if (application === undefined) return byOption(object, 'Prune')
    if (byOption(application, 'Prune').kind === 'kept') {
      return { kind: 'kept', because: 'its Application stays by Prune=false' }
    }
    return hasFinalizer(application)
      ? byOption(object, 'Delete')
      : { kind: 'kept', because: 'its Application goes, without a finalizer' }
  }
}

/** Whether Argo CD deletes what an Application has applied together with it. */
export function hasFinalizer({ value }: TreeObject): boolean {
  const finalizers = valueAt(value, 'metadata', 'finalizers')
  return (
    Array.isArray(finalizers) &&
    finalizers.some((one) => String(one).startsWith('resources-finalizer'))
  )
}

function byOption({ value }: TreeObject, option: 'Prune' | 'Delete'): Removal {
  const text = valueAt(value, 'metadata', 'annotations', 'argocd.argoproj.io/sync-options') ?? ''
  const options = String(text)
    .split(',')
    .map((one) => one.trim())
  if (options.includes(`${option}=false`)) return { kind: 'kept', because: `${option}=false` }
  return { kind: options.includes(`${option}=confirm`) ? 'confirmed' : 'deleted' }
}

function foldersOf({ value }: TreeObject): readonly string[] {
  const sources = valueAt(value, 'spec', 'sources')
  return [valueAt(value, 'spec', 'source'), ...(Array.isArray(sources) ? sources : [])]
    .map((source) => valueAt(source, 'path'))
    .filter((path) => typeof path === 'string')
}
