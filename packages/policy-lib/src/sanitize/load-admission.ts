import {
  judgeObject,
  loadRules,
  loadValidators,
  openSchemaStore,
  type SchemaStore,
  schemaPathOf,
} from '@skyctl/schema-lib'
import { isAtLeast, type Profile } from '../profile/profile.ts'
import { policyKinds } from '../world/world.ts'
import type { Admission } from './admission.ts'
import { knownAdmission } from './known-admission.ts'

export interface LoadAdmissionOptions {
  /** Folder of the schemas, in kubeconform's layout, with `crds-cilium-1.19` beside `crds` for older versions of Cilium. */
  readonly schemas: string
  /** Folder for compiled code, below a `node_modules`. */
  readonly cache: string
  /** Minor of Kubernetes, for NetworkPolicy. */
  readonly kubernetesVersion: string
}

const apiVersions: Readonly<Record<(typeof policyKinds)[number], string>> = {
  CiliumNetworkPolicy: 'cilium.io/v2',
  CiliumClusterwideNetworkPolicy: 'cilium.io/v2',
  NetworkPolicy: 'networking.k8s.io/v1',
}

/**
 * The API server's judgement, by the schemas and CEL rules of the kinds and by its own rules. The schemas of 1.19 serve for 1.18 too: what
 * that version lacks is the agent's to refuse, and what it still has (`fromRequires`) is let pass.
 */
export async function loadAdmission(options: LoadAdmissionOptions): Promise<Admission> {
  const newest = openSchemaStore(options.schemas)
  const older = olderStore(newest)
  const [ofNewest, ofOlder] = [await loadJudge(newest, options), await loadJudge(older, options)]
  return (policy, profile) => {
    const judge = isAtLeast(profile.ciliumVersion, '1.20') ? ofNewest : ofOlder
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

async function loadJudge(store: SchemaStore, { cache, kubernetesVersion }: LoadAdmissionOptions) {
  const paths = policyKinds.flatMap((kind) => {
    const path = schemaPathOf({ apiVersion: apiVersions[kind], kind }, store, kubernetesVersion)
    return path === undefined ? [] : [path]
  })
  const options = {
    store,
    validators: await loadValidators(store, paths, cache),
    holds: await loadRules(store, paths),
    kubernetesVersion,
    allowUnknownKinds: false,
  }
  return (value: unknown) =>
    judgeObject({ value, pointer: '' }, options).filter(({ severity }) => severity === 'error')
}

function isServed(pointer: string, { ciliumVersion }: Profile): boolean {
  return ciliumVersion === '1.18' && /\/(from|to)Requires(\/|$)/.test(pointer)
}
