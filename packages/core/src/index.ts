/** Planned files, problems and object identity: the data that every other package speaks. Depends on nothing. */
export { type Path, pathOf, pointerOf, pointerToken } from './json-pointer.ts'
export type { Json, JsonObject, Manifest } from './manifest.ts'
export { formatObjectId, groupOf, type ObjectId, objectId } from './object-id.ts'
export { type Body, manifestFileName, manifestPath, type PlannedFile } from './planned-file.ts'
export {
  compareText,
  hasErrors,
  type Problem,
  type Severity,
  sortProblems,
  type Where,
} from './problem.ts'
export { type ExitCode, SkyError } from './sky-error.ts'
export { suggest, suggestionHint } from './suggest.ts'
