import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '@skyctl/core'
import { type Rendered, writeCache } from '@skyctl/tree-lib'
import type { ModuleSources } from './load/module-sources.ts'
import { digestOfWorkspace, readWorkspace } from './load/read-workspace.ts'
import type { PendingObject } from './pending.ts'
import type { WorkspaceFile } from './workspace-files.ts'

/**
 * What a run decided, without the bytes: enough to see that a tree is current. It is keyed by everything that the
 * decision was made from: the tool's version, every environment file, every source of every module, and the environments chosen.
 */
export interface RememberedRun {
  readonly rendered: readonly Rendered[]
  readonly workspaceFiles: readonly WorkspaceFile[]
  readonly pending: readonly PendingObject[]
  readonly problems: readonly Problem[]
}

/** Thrown where the bytes of a remembered file are asked for: the run has to be made after all. */
export class NotRemembered extends Error {}

/**
 * Key of what a run decided from a workspace with this digest; undefined where nothing is to be remembered. The digest is
 * that of the bytes that were loaded: a file edited while a run goes on belongs to the next one.
 */
export function keyOfRun(
  digest: string | undefined,
  version: string | undefined,
  environments: readonly string[] | undefined,
): string | undefined {
  if (digest === undefined || version === undefined) return undefined
  return createHash('sha256')
    .update(JSON.stringify([version, digest, environments]))
    .digest('hex')
}

/** Digest of the workspace as it lies on disk, or undefined where the modules have to be bundled to know it. */
export function currentDigest(root: string, sources: ModuleSources): string | undefined {
  const files = readWorkspace(root)
  if (files.problems.length > 0) return undefined
  return digestOfWorkspace(files, sources)
}

type Row = readonly [path: string, owner: string, origin: string, hash: string]

interface Stored extends Omit<RememberedRun, 'rendered'> {
  readonly rows: readonly Row[]
}

export function recallRun(cache: string, key: string): RememberedRun | undefined {
  const path = join(cache, fileName)
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, 'utf8')
  // The key stands before the rest, which is long.
  const stored = text.startsWith(`${key}\n`) ? parse(text.slice(key.length)) : undefined
  if (stored === undefined) return undefined
  return {
    ...stored,
    rendered: stored.rows.map(([file, owner, origin, hash]) => ({
      path: file,
      owner,
      origin,
      hash,
      bytes: () => {
        throw new NotRemembered(file)
      },
    })),
  }
}

export function rememberRun(cache: string, key: string, run: RememberedRun): void {
  const { rendered, workspaceFiles, pending, problems } = run
  const stored: Stored = {
    workspaceFiles,
    pending,
    problems,
    rows: rendered.map(({ path, owner, origin, hash }) => [path, owner, origin, hash]),
  }
  writeCache(join(cache, fileName), `${key}\n${JSON.stringify(stored)}`)
}

const fileName = 'last-run'

function parse(text: string): Stored | undefined {
  try {
    return JSON.parse(text) as Stored
  } catch {
    // Half-written or foreign: as good as none.
    return undefined
  }
}
