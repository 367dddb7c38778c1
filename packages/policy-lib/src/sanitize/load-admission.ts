import {
  judgeObject,
  loadRules,
  loadValidators,
  openSchemaStore,
  type SchemaStore,
  schemaPathOf,
} from '@skyctl/schema-lib'
import { type CiliumVersion, isAtLeast, type Profile } from '../profile/profile.ts'
import { type PolicyKind, policyKinds } from '../world/world.ts'
import type { Admission } from './admission.ts'
import { knownAdmission } from './known-admission.ts'

export interface LoadAdmissionOptions {
  /** Folder of the schemas, in kubeconform's layout, with `crds-cilium-1.19` beside `crds` for older versions of Cilium. */
  readonly schemas: string
  /** Folder for compiled code, below a `node_modules`. */
  readonly cache: string
  /** Minor of Kubernetes, for NetworkPolicy. */
  readonly kubernetesVersion: string
  /**
   * Kinds that will be judged: each that is left out saves time.
   *
   * @defaultValue All.
   */
  readonly kinds?: readonly PolicyKind[]
  /**
   * The version by which it will be judged, where that is known.
   *
   * @defaultValue Any.
   */
  readonly ciliumVersion?: CiliumVersion
}

const apiVersions: Readonly<Record<(typeof policyKinds)[number], string>> = {
  CiliumNetworkPolicy: 'cilium.io/v2',
  CiliumClusterwideNetworkPolicy: 'cilium.io/v2',
  NetworkPolicy: 'networking.k8s.io/v1',
  ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2',
}

/**
 * The API server's judgement, by the schemas and CEL rules of the kinds and by its own rules. The schemas of 1.19 serve for 1.18 too: what
 * that version lacks is the agent's to refuse, and what it still has (`fromRequires`) is let pass.
 */
export async function loadAdmission(options: LoadAdmissionOptions): Promise<Admission> {
  const newest = openSchemaStore(options.schemas)
  const isNewest = (version: CiliumVersion) => isAtLeast(version, '1.20')
  const { ciliumVersion: only } = options
  const ofNewest =
    only === undefined || isNewest(only) ? await loadJudge(newest, options) : undefined
  const ofOlder =
    only === undefined || !isNewest(only) ? await loadJudge(olderStore(newest), options) : undefined
  return (policy, profile) => {
    const judge = isNewest(profile.ciliumVersion) ? ofNewest : ofOlder
    if (judge === undefined) throw new Error(`not loaded for Cilium ${profile.ciliumVersion}`)
    const findings = judge(policy.value).map(({ id, pointer, message, hint }) => ({
      id,
      pointer,
      message,
      hint,
    }))
    const passed = findings.filter(({ pointer }) => !isServed(pointer, profile))
    // A null in a list is what the schemas, which allow for nulls of fields, may pass.
    return passed.length > 0 ? passed : knownAdmission(policy, profile)
  }
}

/** Schemas of 1.19 in the place of the newest. */
function olderStore(store: SchemaStore): SchemaStore {
  return {
    ...store,
    find: (apiVersion, kind, kubernetesVersion) =>
      store
        .find(apiVersion, kind, kubernetesVersion)
        ?.replace(/^crds\/cilium\.io\//, 'crds-cilium-1.19/cilium.io/'),
  }
}

async function loadJudge(store: SchemaStore, options: LoadAdmissionOptions) {
  const { cache, kubernetesVersion, kinds = policyKinds } = options
  const paths = kinds.flatMap((kind) => {
    const path = schemaPathOf({ apiVersion: apiVersions[kind], kind }, store, kubernetesVersion)
    return path === undefined ? [] : [path]
  })
  const judge = {
    store,
    validators: await loadValidators(store, paths, cache),
    holds: await loadRules(store, paths),
    kubernetesVersion,
    allowUnknownKinds: false,
  }
  return (value: unknown) =>
    judgeObject({ value, pointer: '' }, judge).filter(({ severity }) => severity === 'error')
}

function isServed(pointer: string, { ciliumVersion }: Profile): boolean {
  return ciliumVersion === '1.18' && /\/(from|to)Requires(\/|$)/.test(pointer)
}
