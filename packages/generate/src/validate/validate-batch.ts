import type { Problem } from '@skyctl/core'
import { objectsIn, type PlacedObject } from '@skyctl/schema-lib'
import { judgeManifest } from '../checks/judge-manifest.ts'
import { type Judged, openJudge } from './judge-files.ts'
import { objectName } from './read-source.ts'

interface Line {
  readonly id: unknown
  readonly objects: readonly PlacedObject[] | undefined
  readonly error: string | undefined
}

/**
 * Answers newline-delimited JSON, a line a line and in order: `{ "id"?, "objects": [...] }` becomes `{ "id"?, "problems": [...] }`. A
 * line that cannot be read becomes `{ "id"?, "error" }`, and the rest goes on. Schemas and the API server's rules only.
 */
export async function validateBatch(text: string, options: Judged): Promise<string[]> {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readLine)
  const judge = await openJudge(options)(
    lines.flatMap(({ objects }) => (objects ?? []).map(({ value }) => value)),
  )
  return lines.map(({ id, objects, error }) => {
    const head = id === undefined ? {} : { id }
    if (objects === undefined) return JSON.stringify({ ...head, error })
    const problems = objects.flatMap((placed) =>
      judgeManifest(placed, judge).map(({ pointer, ...finding }): Problem => {
        const object = objectName(placed.value)
        return {
          ...finding,
          where: { ...(object !== undefined && { object }), pointer },
        }
      }),
    )
    return JSON.stringify({ ...head, problems })
  })
}

function readLine(line: string): Line {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return { id: undefined, objects: undefined, error: `no JSON: ${(error as Error).message}` }
  }
  const { id, objects } = (value ?? {}) as { readonly id?: unknown; readonly objects?: unknown }
  return Array.isArray(objects)
    ? {
        id,
        objects: objects.flatMap((object, index) => objectsIn(object, `/objects/${index}`)),
        error: undefined,
      }
    : { id, objects: undefined, error: "'objects' must be a list of objects" }
}
