import { formatObjectId } from '@skyctl/core'
import { scopeOf } from './tree-path.ts'

/** An object of the tree as its path tells it, without opening the file. */
export interface ObjectPlace {
  readonly environment: string
  /** Namespace folder and file name: the object's identity within its environment, whoever owns it. */
  readonly key: string
  /** `_cluster`, a namespace, or undefined in `argocd/`, which has no namespace folders. */
  readonly namespace: string | undefined
  /** `<kind>.<group>.<name>.yaml` */
  readonly fileName: string
}

const inOwnerFolder = /^[^/]+\/(?:apps|platform)\/[^/]+\/([^/]+)\/([^/]+\.yaml)$/
const inArgocd = /^[^/]+\/argocd\/([^/]+\.yaml)$/

/** The object that a path stands for; undefined for a file that Argo CD does not sync. */
export function objectPlace(path: string): ObjectPlace | undefined {
  const owned = inOwnerFolder.exec(path)
  if (owned !== null) {
    const [, namespace = '', fileName = ''] = owned
    return { environment: scopeOf(path), key: `${namespace}/${fileName}`, namespace, fileName }
  }
  const [, fileName] = inArgocd.exec(path) ?? []
  if (fileName === undefined) return undefined
  return { environment: scopeOf(path), key: `argocd/${fileName}`, namespace: undefined, fileName }
}

/** A kind that a rule speaks of; `fileStart` is how its file names begin. */
export interface KnownKind {
  readonly group: string
  readonly kind: string
  readonly fileStart: string
}

export function knownKind(group: string, kind: string): KnownKind {
  return { group, kind, fileStart: `${kind.toLowerCase()}.${group === '' ? 'core' : group}.` }
}

/** The identity text of an object of a known kind. */
export function placeText(place: ObjectPlace, { group, kind, fileStart }: KnownKind): string {
  const { namespace, fileName } = place
  return formatObjectId({
    group,
    kind,
    namespace: namespace === undefined || namespace === '_cluster' ? '' : decode(namespace),
    name: decode(fileName.slice(fileStart.length, -'.yaml'.length)),
  })
}

/** The name behind a file name; one that nobody encoded, as an owner manifest may claim, stays as it is. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
