/** Cilium policies: built, judged and evaluated offline, from manifests alone. */
export type { Some } from './builders/combine.ts'
export * from './builders/intents.ts'
export * from './builders/policies.ts'
export type * from './builders/ports.ts'
export type * from './builders/rules.ts'
export * from './builders/selectors.ts'
