import type { Json } from '@skyctl/core'

/** A sample with changes that break a rule in CEL, or come near to it. */
export interface RuleCase {
  /** Kind and name of the sample. */
  readonly sample: string
  /** Values at JSON pointers; `undefined` takes one out. */
  readonly changes: Readonly<Record<string, Json | undefined>>
  /** Words of the API server's when it refuses; without them it accepts. */
  readonly refused?: string
}

const basicAuth = { username: { name: 'a', key: 'b' } }
const authorization = { credentials: { name: 'a', key: 'b' } }

/** Fields that agents of the mode DaemonSet have not. */
const forStatefulSets: Readonly<Record<string, Json>> = {
  additionalScrapeConfigs: { name: 'a', key: 'b' },
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
  probeNamespaceSelector: {},
  probeSelector: {},
  replicas: 1,
  scrapeConfigNamespaceSelector: {},
  scrapeConfigSelector: {},
  serviceMonitorNamespaceSelector: {},
  serviceMonitorSelector: {},
  shardingStrategy: { mode: 'Address' },
  shards: 2,
  storage: {},
}

const requirements = '/spec/template/spec/requirements/0'

/**
 * Rules that no damage of one place breaks or keeps, and values on which an evaluator of CEL goes wrong: defaults, nulls, numbers in texts,
 * addresses. Both judges get each.
 */
export const ruleCases: readonly RuleCase[] = [
  ...Object.entries(forStatefulSets).map(([field, value]) => ({
    sample: 'PrometheusAgent agents',
    changes: { [`/spec/${field}`]: value },
    refused: 'when mode is DaemonSet',
  })),
  { sample: 'PrometheusAgent agents', changes: { '/spec/probeSelector': null } },
  { sample: 'PrometheusAgent agents', changes: { '/spec/mode': undefined, '/spec/replicas': 1 } },
  {
    sample: 'PrometheusAgent shards',
    changes: { '/spec/shards': 1 },
    refused: 'shards must be greater than or equal',
  },
  {
    sample: 'PrometheusAgent shards',
    changes: { '/spec/shards': undefined },
    refused: 'shards must be greater than or equal',
  },
  {
    sample: 'PrometheusAgent shards',
    changes: { '/spec/shardingStrategy/topology': undefined, '/spec/shards': 1 },
  },
  {
    sample: 'PrometheusAgent shards',
    changes: { '/spec/shardingStrategy/mode': 'Address' },
    refused: 'topology can only be defined',
  },
  {
    sample: 'IngressClassParams public',
    changes: { '/spec/PrefixListsIDs': ['pl-2'] },
    refused: 'prefixListsIDs',
  },
  {
    sample: 'IngressClassParams public',
    changes: { '/spec/prefixListsIDs': null, '/spec/PrefixListsIDs': ['pl-2'] },
  },
  {
    sample: 'AlertmanagerConfig shop',
    changes: { '/spec/receivers/0/webexConfigs/0/httpConfig/authorization': undefined },
    refused: 'httpConfig.authorization or httpConfig.bearerTokenSecret',
  },
  {
    sample: 'Alertmanager main',
    changes: {
      '/spec/alertmanagerConfiguration/global/telegram': {
        botToken: { name: 'a', key: 'b' },
        botTokenFile: '/etc/token',
      },
    },
    refused: 'mutually exclusive',
  },
  {
    sample: 'Alertmanager main',
    changes: {
      '/spec/alertmanagerConfiguration/global/telegram': {
        botToken: null,
        botTokenFile: '/etc/token',
      },
    },
  },
  {
    sample: 'Alertmanager main',
    changes: { '/spec/updateStrategy/type': 'OnDelete' },
    refused: 'rollingUpdate',
  },
  {
    sample: 'ScrapeConfig static',
    changes: { '/spec/basicAuth': basicAuth, '/spec/authorization': authorization },
    refused: 'at most one of basicAuth',
  },
  {
    sample: 'ScrapeConfig static',
    changes: { '/spec/basicAuth': null, '/spec/authorization': authorization },
  },
  {
    sample: 'NodeOverlay cheaper',
    changes: { '/spec/price': '0.1' },
    refused: 'cannot set both',
  },
  {
    sample: 'NodeOverlay cheaper',
    changes: { '/spec/price': '0.1', '/spec/priceAdjustment': null },
  },
  {
    sample: 'NodeOverlay cheaper',
    changes: { '/spec/capacity/cpu': '1' },
    refused: 'invalid resource',
  },
  ...['', ' 4', '0x10', '0b11', '4.0', '4_0', '-1', '99999999999999999999'].map((value) => ({
    sample: 'NodeOverlay cheaper',
    changes: { '/spec/requirements/1/values/0': value },
    refused: 'spec.requirements',
  })),
  ...['0', '007', '+4', '9223372036854775807'].map((value) => ({
    sample: 'NodeOverlay fixed',
    changes: {
      '/spec/requirements/0': { key: 'example.com/cpu', operator: 'Gt', values: [value] },
    },
  })),
  { sample: 'NodePool static', changes: { '/spec/weight': 3 }, refused: 'weight' },
  { sample: 'NodePool static', changes: { '/spec/weight': null } },
  { sample: 'NodePool static', changes: { '/spec/limits/cpu': '1' }, refused: 'limits' },
  { sample: 'NodePool static', changes: { '/spec/limits': {} } },
  {
    sample: 'NodePool general',
    changes: { [`${requirements}/key`]: 'kubernetes.io/hostname' },
    refused: 'kubernetes.io/hostname',
  },
  {
    sample: 'NodePool general',
    changes: { [`${requirements}/key`]: 'karpenter.sh/nodepool' },
    refused: 'karpenter.sh/nodepool',
  },
  {
    sample: 'NodePool general',
    changes: { [`${requirements}/key`]: 'x.karpenter.sh/y' },
    refused: 'karpenter.sh',
  },
  {
    sample: 'NodePool general',
    changes: { [`${requirements}/key`]: 'karpenter.sh.example.com/y' },
  },
  {
    sample: 'NodePool general',
    changes: { [`${requirements}/minValues`]: 3 },
    refused: 'minValues',
  },
  {
    sample: 'NodeOverlay fixed',
    changes: {
      '/spec/requirements/0': { key: 'example.com/zone', operator: 'NotIn', values: [] },
    },
    refused: "operator 'NotIn' must have a value",
  },
  {
    sample: 'NodePool general',
    changes: { '/spec/template/metadata/labels': { 'kubernetes.io/hostname': 'a' } },
    refused: 'kubernetes.io/hostname',
  },
  {
    sample: 'NodePool general',
    changes: { '/spec/template/metadata/labels': { 'karpenter.sh/nodepool': 'a' } },
    refused: 'karpenter.sh/nodepool',
  },
  {
    sample: 'NodePool general',
    changes: { '/spec/template/metadata/labels': { 'karpenter.sh/capacity-type': 'spot' } },
  },
  {
    sample: 'NodePool general',
    changes: { '/spec/template/metadata/labels': { 'x.karpenter.sh/a': 'b' } },
    refused: 'karpenter.sh',
  },
  {
    sample: 'NodePool general',
    changes: { '/spec/disruption/budgets/0': { schedule: '@daily', nodes: '1' } },
    refused: "'schedule' must be set with 'duration'",
  },
  {
    sample: 'CiliumBGPAdvertisement routes',
    changes: { '/spec/advertisements/0/selector': { matchLabels: { a: 'b' } } },
    refused: 'selector field is not allowed',
  },
  {
    sample: 'CiliumBGPAdvertisement routes',
    changes: { '/spec/advertisements/0/service': { addresses: ['ExternalIP'] } },
    refused: 'service field is not allowed',
  },
  {
    sample: 'CiliumBGPAdvertisement routes',
    changes: { '/spec/advertisements/0/interface': { name: 'lo' } },
    refused: 'interface field is not allowed',
  },
  { sample: 'CiliumBGPPeerConfig peers', changes: { '/spec/timers': {} } },
  {
    sample: 'CiliumBGPPeerConfig peers',
    changes: { '/spec/timers': { keepAliveTimeSeconds: 90 } },
  },
  {
    sample: 'CiliumBGPPeerConfig peers',
    changes: { '/spec/timers': { keepAliveTimeSeconds: 91 } },
    refused: 'can not be larger',
  },
  {
    sample: 'CiliumBGPPeerConfig peers',
    changes: { '/spec/timers': { holdTimeSeconds: 29 } },
    refused: 'can not be larger',
  },
  ...['fe80::1%eth0', '::ffff:10.0.0.1', '010.0.0.1', '10.0.0', 'a'].map((address) => ({
    sample: 'CiliumEgressGatewayPolicy via-gateway',
    changes: { '/spec/egressGateway/egressIP': address },
    refused: 'egressIP',
  })),
  ...['', '10.0.0.1', '2001:db8::1', '::10.0.0.1', '::ffff:1'].map((address) => ({
    sample: 'CiliumEgressGatewayPolicy via-gateway',
    changes: { '/spec/egressGateway/egressIP': address },
  })),
  {
    sample: 'Issuer venafi',
    changes: {
      '/spec/venafi/tpp': { url: 'https://x.example', credentialsRef: { name: 'a' } },
    },
    refused: 'exactly one of',
  },
]
