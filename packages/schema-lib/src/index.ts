/** Manifests read as Kubernetes reads them, and judged in process against the schemas that upstream compiles. */
export { loadValidators, type Validators } from './compile/validators.ts'
export { createLocator, type Locator, type Position } from './documents/locate.ts'
export {
  type ReadDocument,
  type ReadText,
  readDocuments,
  type TextFault,
} from './documents/read-documents.ts'
export { loadRules } from './judge/cel/load-rules.ts'
export {
  type CreateJudgeOptions,
  createJudge,
  type PrepareJudge,
} from './judge/create-judge.ts'
export {
  type JudgeOptions,
  judgeObject,
  type ObjectFinding,
  objectsIn,
  type PlacedObject,
  schemaPathOf,
} from './judge/judge-object.ts'
export { openSchemaStore, type SchemaStore, type ServedKind } from './schemas/schema-store.ts'
