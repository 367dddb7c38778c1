/** Cilium's policies: built, judged and evaluated offline, from manifests alone: who can talk to whom. */
export type { Some } from './builders/combine.ts'
export * from './builders/intents.ts'
export * from './builders/policies.ts'
export type * from './builders/ports.ts'
export type * from './builders/rules.ts'
export * from './builders/selectors.ts'
export type { Cause, CauseKind } from './diff/cause.ts'
export type { PolicyChanges } from './diff/changed-policies.ts'
export {
  type ConnectionChange,
  diffPolicies,
  type LoneConnection,
  type PolicyDiff,
  type PostureChange,
} from './diff/diff-policies.ts'
export { type PrepareBothOptions, prepareBoth, type WorldSide } from './diff/prepare-both.ts'
export type { Renamed } from './diff/renamed-workloads.ts'
export type { TrafficChange } from './diff/traffic-change.ts'
export { type Bitset, has, membersOf } from './engine/bitset.ts'
export {
  formatPorts,
  hasPoint,
  type PortInterval,
  type PortSet,
  pointOf,
  portIntervals,
} from './engine/port-set.ts'
export type { Connection } from './engine/reach.ts'
export type { Restriction, Traffic } from './engine/traffic.ts'
export type { Identity } from './identities/identity.ts'
export { reservedNames } from './identities/reserved.ts'
export type { Lint, LintFinding } from './lint/lint.ts'
export { createLintContext, type LintContext } from './lint/lint-context.ts'
export { lintPolicies } from './lint/lint-policies.ts'
export { lints } from './lint/lints/index.ts'
export { type Dialect, dialects } from './lower/lower-context.ts'
export type { Direction, Origin, PeerSelector, PolicyEntry } from './lower/policy-entry.ts'
export {
  type CiliumVersion,
  ciliumVersions,
  createProfile,
  type Profile,
  type ProfileInput,
} from './profile/profile.ts'
export { type ReadProfile, readProfile } from './profile/read-profile.ts'
export type { Admission } from './sanitize/admission.ts'
export { agentFindings, isCiliumPolicy } from './sanitize/agent-findings.ts'
export {
  type Judge,
  type Rejection,
  type RejectionFinding,
  rejectionProblems,
} from './sanitize/judge-policies.ts'
export { knownAdmission } from './sanitize/known-admission.ts'
export { type LoadAdmissionOptions, loadAdmission } from './sanitize/load-admission.ts'
export { type Answer, type Answers, answerQueries, type L7Answer } from './verdict/answer.ts'
export {
  answerBatchLine,
  type BatchAnswer,
  type BatchOptions,
  batchAnswerText,
} from './verdict/batch.ts'
export {
  type ExplainedEntry,
  type ExplainedSide,
  type Explanation,
  explainQuery,
  formatIdentity,
} from './verdict/explain.ts'
export { type Exposure, exposures } from './verdict/exposure.ts'
export { renderExplanation } from './verdict/format-explanation.ts'
export { parsePeer, parsePort, peerHint } from './verdict/parse-peer.ts'
export {
  type PreparedWorld,
  type PrepareOptions,
  prepareBuiltWorld,
  prepareWorld,
} from './verdict/prepare.ts'
export {
  type Peer,
  type Query,
  type QueryProtocol,
  queryProtocols,
  readQueries,
} from './verdict/query.ts'
export { type Reachability, reachability } from './verdict/reachability.ts'
export { buildWorld } from './world/build-world.ts'
export type { SourceManifest } from './world/source.ts'
export type { PolicyKind, PolicyObject, Workload, World } from './world/world.ts'
export { worldText } from './world/world-text.ts'
