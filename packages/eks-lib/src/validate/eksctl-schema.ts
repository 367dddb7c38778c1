import schema from '../../../../schemas/crds/eksctl.io/clusterconfig_v1alpha5.json' with {
  type: 'json',
}

/** The parts of JSON Schema that eksctl's schema uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
}

/**
 * Where eksctl's schema says other than its decoder does, and the decoder is what runs:
 * `taints` of self-managed groups may be a map (types.go, taintsWrapper), an ARN is text (access_entry.go), an identity
 * provider carries the fields of its type (identity_provider.go), and nothing of a remote network is required
 * (validation.go, validateRemoteNetworkingConfig).
 */
const corrections: Readonly<Record<string, Schema>> = {
  taintsWrapper: {
    type: ['array', 'object'],
    items: schema.definitions.taintsWrapper.items,
    additionalProperties: { type: 'string' },
  },
  ARN: { type: 'string' },
  IdentityProvider: {
    type: 'object',
    required: ['type', ...schema.definitions.OIDCIdentityProvider.required],
    additionalProperties: false,
    properties: {
      type: { type: 'string', enum: ['oidc'] },
      ...schema.definitions.OIDCIdentityProvider.properties,
    },
  },
  RemoteNetworkConfig: { ...schema.definitions.RemoteNetworkConfig, required: [] },
}

const definitions: Readonly<Record<string, Schema>> = { ...schema.definitions, ...corrections }

/** Values that eksctl reads without regard to case (defaults.go, normalizeAMIFamily; types.go, IPv6Enabled). */
export const caseless: ReadonlySet<string> = new Set(['amiFamily', 'ipFamily'])

export const clusterConfigSchema: Schema = { $ref: '#/definitions/ClusterConfig' }

/** Follows references to the schema that says something. */
export function resolveSchema(part: Schema): Schema {
  if (part.$ref === undefined) return part
  return resolveSchema(definitions[part.$ref.replace('#/definitions/', '')] ?? {})
}
