const defaults = `company: acme
repository:
  url: https://example.com/platform.git
  revision: refs/heads/main
imageRegistry: registry.example.com
teams:
  web:
    description: The web shop.
    github: "@acme/web"
  cart:
    description: Baskets.
    github: "@acme/cart"
kubernetes:
  version: "1.35"
mandatoryTags: [owner, data-classification]
tags:
  owner: platform
budget:
  alertPercent: [50, 80, 100]
  subscribers:
    - costs@example.com
guardrails:
  level: baseline
`

const production = `# What customers use.
account: "111122223333"
region: eu-west-1
zones: [eu-west-1a, eu-west-1b, eu-west-1c]
domain: shop.example.com
network:
  cidr: 10.30.0.0/16
  nat: HighlyAvailable
nodeGroups:
  general:
    instanceTypes: [m7i.xlarge]
    min: 3
    max: 12
  spot:
    instanceTypes: [m7i.xlarge, m6i.xlarge]
    spot: true
    min: 0
    max: 12
tags:
  tier: shop
  data-classification: confidential
budget:
  monthlyUsd: 9000
`

const standby = production
  .replace('# What customers use.', 'standbyFor: production')
  .replaceAll('eu-west-1', 'eu-central-1')
  .replace('10.30.', '10.40.')

const staging = production
  .replace('# What customers use.', '# The rehearsal.')
  .replace('111122223333', '444455556666')
  .replace('domain: ', 'domain: staging.')
  .replace('10.30.', '10.20.')

/** For tests: three environments and their defaults that break no rule, by path. */
export const sampleEnvironmentFiles: ReadonlyMap<string, string> = new Map([
  ['environments/defaults.yaml', defaults],
  ['environments/dr.yaml', standby],
  ['environments/production.yaml', production],
  ['environments/staging.yaml', staging],
])
