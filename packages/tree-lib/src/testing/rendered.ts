import { type Manifest, manifestPath } from '@skyctl/core'
import { contentHash } from '../content-hash.ts'
import { type Rendered, renderFile } from '../render.ts'

/** A rendered file of the given text. */
export function rendered(path: string, owner: string, text = `path: ${path}\n`): Rendered {
  return { path, owner, origin: `apps/${owner}/app.ts`, hash: contentHash(text), bytes: () => text }
}

/** A rendered manifest of an app in production, where the rules of the tree want it. */
export function renderedManifest(
  owner: string,
  manifest: Manifest,
  folder = `production/apps/${owner}`,
): Rendered {
  const path = `${folder}/${manifestPath(manifest)}`
  const origin = `apps/${owner}/app.ts`
  return rendered(
    path,
    owner,
    renderFile({ path, owner, origin, body: { kind: 'manifest', manifest } }),
  )
}
