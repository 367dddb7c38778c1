import { readdirSync, readFileSync } from 'node:fs'
import type { Problem } from '@skyctl/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadEnvironments } from './load-environments.ts'
import { sampleEnvironmentFiles } from './sample-environment-files.ts'

const sample = sampleEnvironmentFiles

/** The sample files, some replaced by a text or edited by [what, by] pairs that must be found. */
function withEdits(
  edits: Readonly<Record<string, string | readonly (readonly [string, string])[]>>,
): ReadonlyMap<string, string> {
  const files = new Map(sample)
  for (const [path, edit] of Object.entries(edits)) {
    if (typeof edit === 'string') {
      files.set(path, edit)
      continue
    }
    let text = files.get(path) ?? ''
    for (const [what, by] of edit) {
      if (!text.includes(what)) throw new Error(`${path} does not hold ${what}`)
      text = text.replace(what, by)
    }
    files.set(path, text)
  }
  return files
}

function load(
  files: ReadonlyMap<string, string>,
  options: Readonly<Record<string, z.ZodType>> = {},
) {
  return loadEnvironments(files, options)
}

/** Problems as the CLI would show them, the folder left out. */
function textOf(problems: readonly Problem[]): string {
  return problems
    .map(({ id, where, message, hint }) => {
      const file = where.file?.replace('environments/', '')
      return `${file}:${where.line}:${where.column} ${id}\n  ${message}\n  ${hint}`
    })
    .join('\n')
}

const production = 'environments/production.yaml'
const defaults = 'environments/defaults.yaml'

test('the reference environments load without a problem', () => {
  const folder = new URL('../../../../environments/', import.meta.url)
  const files = new Map(
    readdirSync(folder).map((name) => [
      `environments/${name}`,
      readFileSync(new URL(name, folder), 'utf8'),
    ]),
  )
  // What each component accepts is its own to test.
  const options = Object.fromEntries(
    [...files.values()].flatMap((text) =>
      Object.keys(parse(text).components ?? {}).map((name) => [name, z.looseObject({})]),
    ),
  )
  const { environments, problems } = load(files, options)
  expect(textOf(problems)).toBe('')
  expect(environments.map(({ name }) => name)).toEqual([
    'development',
    'dr',
    'production',
    'staging',
  ])
})

test('environments are merged, completed and sorted by name', () => {
  const { environments, problems } = load(sample)
  expect(problems).toEqual([])
  expect(
    environments.map(({ name, cluster, tags, encryption }) => ({
      name,
      cluster: cluster.name,
      tags,
      volumes: encryption.volumesKeyAlias,
    })),
  ).toEqual(
    ['dr', 'production', 'staging'].map((name) => ({
      name,
      cluster: `acme-${name}`,
      tags: { owner: 'platform', tier: 'shop', 'data-classification': 'confidential' },
      volumes: `alias/acme-${name}-volumes`,
    })),
  )
})

test('unknown keys are located and get a suggestion, at any depth', () => {
  const files = withEdits({
    [production]: [
      ['region: eu', 'regoin: eu'],
      ['  nat:', '  natGateway:'],
      ['    max: 12', '    maximum: 12'],
    ],
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "production.yaml:3:1 unknown-key
      \`regoin\` is not a key of an environment
      did you mean 'region'?
    production.yaml:6:1 missing-key
      \`network.nat\` is missing
      add \`nat:\` below \`network\` (NAT gateways: one a zone, one in all, none)
    production.yaml:8:3 unknown-key
      \`natGateway\` is not a key of \`network\`
      known: cidr, nat, serviceCidr
    production.yaml:10:3 missing-key
      \`nodeGroups.general.max\` is missing
      add \`max:\` below \`nodeGroups.general\` (nodes at most)
    production.yaml:13:5 unknown-key
      \`maximum\` is not a key of \`nodeGroups.general\`
      known: desired, instanceTypes, labels, max, min, spot, taints, volume"
  `)
})

test('an unknown key without a value is unknown all the same', () => {
  const files = withEdits({ [production]: [['network:', 'tag:\nnetwork:']] })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "production.yaml:6:1 unknown-key
      \`tag\` is not a key of an environment
      did you mean 'tags'?"
  `)
})

test('what YAML reads as a number is shown as it is written, and how to quote it', () => {
  const files = withEdits({
    [production]: [['"111122223333"', '011122223333']],
    [defaults]: [
      ['"1.35"', '1.30'],
      ['owner: platform', 'owner: 1.50'],
    ],
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "defaults.yaml:14:12 invalid-value
      \`kubernetes.version\` is 1.30, but must be one of '1.35', '1.36'
      write one of them, in quotes: without quotes YAML reads a number
    defaults.yaml:17:10 wrong-type
      \`tags.owner\` must be text, but 1.50 is a number, which drops the zero at the end
      quote it: "1.50"; without quotes YAML reads a number
    production.yaml:2:10 wrong-type
      \`account\` must be text, but 011122223333 is a number, which drops the zero in front
      quote it: "011122223333"; without quotes YAML reads a number"
  `)
})

test('an unquoted version that would be right is asked to be quoted', () => {
  const files = withEdits({ [defaults]: [['"1.35"', '1.35']] })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "defaults.yaml:14:12 wrong-type
      \`kubernetes.version\` must be text, but 1.35 is a number
      quote it: "1.35"; without quotes YAML reads a number"
  `)
})

test('truth values, numbers and lists in the wrong clothes', () => {
  const files = withEdits({
    [production]: [
      ['spot: true', 'spot: yes'],
      ['min: 3', "min: '3'"],
      ['max: 12', 'max: 1.5'],
      ['[m7i.xlarge]', 'm7i.xlarge'],
      ['nat: HighlyAvailable', 'nat: true'],
    ],
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "production.yaml:8:8 invalid-value
      \`network.nat\` is true, but must be one of 'HighlyAvailable', 'Single', 'Disable'
      \`nat\`: NAT gateways: one a zone, one in all, none
    production.yaml:11:20 wrong-type
      \`nodeGroups.general.instanceTypes\` must be a list, but 'm7i.xlarge' is text
      write a list: [m7i.xlarge]
    production.yaml:12:10 wrong-type
      \`nodeGroups.general.min\` must be a number, but '3' is text
      remove the quotes: 3
    production.yaml:13:10 wrong-type
      \`nodeGroups.general.max\` must be a whole number, but 1.5 is a fraction
      \`max\`: nodes at most
    production.yaml:16:11 wrong-type
      \`nodeGroups.spot.spot\` must be true or false, but 'yes' is text
      write true, without quotes"
  `)
})

test('values of the right type that are not allowed', () => {
  const files = withEdits({
    [production]: [
      ['[eu-west-1a, eu-west-1b, eu-west-1c]', '[eu-west-1a]'],
      ['HighlyAvailable', 'HiglyAvailable'],
      ['min: 3', 'min: -1'],
      ['monthlyUsd: 9000', 'monthlyUsd: 0'],
      ['domain: shop', 'domain: Shop'],
    ],
    [defaults]: [['costs@example.com', 'costs']],
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "defaults.yaml:21:7 invalid-value
      \`budget.subscribers[0]\` is 'costs': must be an e-mail address
      \`subscribers\`: who gets the mail
    production.yaml:4:8 invalid-value
      \`zones\`: EKS needs subnets in at least two zones
      \`zones\`: availability zones of the region that the VPC spans
    production.yaml:5:9 invalid-value
      \`domain\` is 'Shop.example.com': must be a lower-case domain name such as shop.example.com
      \`domain\`: hosts of ingresses live below it
    production.yaml:8:8 invalid-value
      \`network.nat\` is 'HiglyAvailable', but must be one of 'HighlyAvailable', 'Single', 'Disable'
      did you mean 'HighlyAvailable'?
    production.yaml:12:10 invalid-value
      \`nodeGroups.general.min\` is -1: must be at least 0
      \`min\`: nodes that always run
    production.yaml:23:15 invalid-value
      \`budget.monthlyUsd\` is 0: must be more than 0
      \`monthlyUsd\`: expected cost of a month, in US dollars"
  `)
})

test('names that people choose are located at the key', () => {
  const files = withEdits({
    [production]: [
      ['  general:', '  General_1:'],
      ['  data-classification:', "  '':"],
    ],
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "production.yaml:10:3 invalid-key
      \`General_1\` in \`nodeGroups\` is no valid name: it must be lower-case letters, digits and hyphens (RFC 1123 label)
      rename the key, wherever it is referred to as well
    production.yaml:21:3 invalid-key
      an empty key in \`tags\` is no valid name: it must have at least 1 character
      rename the key, wherever it is referred to as well"
  `)
})

test('a date that does not exist, and a list entry without a value', () => {
  const suppressions = `suppressions:
  - rule: require-probe
    object:
    reason: Agreed with the team that owns it.
    expires: 2026-02-30
`
  const files = withEdits({ [production]: `${sample.get(production)}${suppressions}` })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "production.yaml:26:5 wrong-type
      \`suppressions[0].object\` has no value, but must be text
      give it a value, or remove the line
    production.yaml:28:14 invalid-value
      \`suppressions[0].expires\` is '2026-02-30': must be a date that exists, as YYYY-MM-DD
      \`expires\`: last day on which the exception holds, YYYY-MM-DD"
  `)
})

test('a missing key is located at its nearest parent in the environment', () => {
  const files = withEdits({
    [production]: [
      ['region: eu-west-1\n', ''],
      ['  cidr: 10.30.0.0/16\n', ''],
      ['budget:\n  monthlyUsd: 9000\n', ''],
    ],
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "production.yaml:2:1 missing-key
      \`budget.monthlyUsd\` is missing
      add \`monthlyUsd:\` below \`budget\` (expected cost of a month, in US dollars)
    production.yaml:2:1 missing-key
      \`region\` is missing
      add \`region:\` at the top level (the AWS region, such as eu-west-1)
    production.yaml:5:1 missing-key
      \`network.cidr\` is missing
      add \`cidr:\` below \`network\` (IPv4 block in CIDR notation, host bits zero: 10.20.0.0/16)"
  `)
})

test('a key that a map of the defaults lacks for everyone is reported there, once', () => {
  const files = withEdits({ [defaults]: [['    github: "@acme/cart"\n', '']] })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "defaults.yaml:10:3 missing-key
      \`teams.cart.github\` is missing
      add \`github:\` below \`teams.cart\` (who reviews: written into CODEOWNERS)"
  `)
})

test('a wrong value in the defaults is reported there, once', () => {
  const files = withEdits({
    [defaults]: [
      ['level: baseline', 'level: high'],
      ['imageRegistry: ', 'imageRegistries: '],
    ],
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "defaults.yaml:5:1 unknown-key
      \`imageRegistries\` is not a key of an environment
      did you mean 'imageRegistry'?
    defaults.yaml:23:10 invalid-value
      \`guardrails.level\` is 'high', but must be one of 'baseline', 'strict'
      \`level\`: how much the checks demand; strict is meant for what customers use"
  `)
})

test('null takes away what the defaults give', () => {
  const files = withEdits({ [production]: [['network:', 'imageRegistry:\nnetwork:']] })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "production.yaml:6:1 missing-key
      \`imageRegistry\` is missing
      add \`imageRegistry:\` at the top level (where the company's own images are pushed)"
  `)
})

test('options of components are checked against what each declares', () => {
  const options = {
    tekton: z.strictObject({
      replicas: z.int().min(1).default(1),
      storage: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('s3'), bucket: z.string() }),
          z.strictObject({ kind: z.literal('disk') }),
        ])
        .optional(),
      schedule: z.union([z.literal('never'), z.strictObject({ cron: z.string() })]).optional(),
    }),
  }
  const edit = (text: string) =>
    textOf(
      load(withEdits({ [production]: `${sample.get(production)}components:\n${text}` }), options)
        .problems,
    )
  expect(load(sample, options).environments.map(({ components }) => components.tekton)).toEqual(
    Array(3).fill({ replicas: 1 }),
  )
  expect(edit('  tektn: {}\n  tekton:\n    replica: 2\n')).toMatchInlineSnapshot(`
    "production.yaml:25:3 unknown-key
      \`tektn\` is not a key of \`components\`
      did you mean 'tekton'?
    production.yaml:27:5 unknown-key
      \`replica\` is not a key of \`components.tekton\`
      did you mean 'replicas'?"
  `)
  expect(
    edit('  tekton:\n    storage: { kind: s4 }\n    schedule: always\n'),
  ).toMatchInlineSnapshot(`
    "production.yaml:26:22 invalid-value
      \`components.tekton.storage.kind\` is 's4', but must be 's3' or 'disk'
      write 's3' or 'disk'
    production.yaml:27:15 invalid-value
      \`components.tekton.schedule\` is 'always', but must be 'never' or a map
      write 'never' or a map"
  `)
  expect(
    edit('  tekton:\n    storage: { kind: s3 }\n    schedule: { corn: x }\n'),
  ).toMatchInlineSnapshot(`
    "production.yaml:26:5 missing-key
      \`components.tekton.storage.bucket\` is missing
      add \`bucket:\` below \`components.tekton.storage\` (text)
    production.yaml:27:17 unknown-key
      \`corn\` is not a key of \`components.tekton.schedule\`
      did you mean 'cron'?"
  `)
})

test('what is said of an app that the workspace lacks is an error, where its apps are known', () => {
  const files = withEdits({
    [production]: `${sample.get(production)}\napps:\n  chekout: { replicas: { min: 2 } }\n`,
  })
  expect(load(files).problems).toEqual([])
  expect(
    textOf(loadEnvironments(files, {}, { apps: ['cart', 'checkout'] }).problems),
  ).toMatchInlineSnapshot(`
    "production.yaml:26:3 unknown-key
      \`chekout\` is no app of this workspace: there is no apps/chekout/app.ts
      did you mean 'checkout'?"
  `)
})

test('rules are located through the merge', () => {
  const files = withEdits({
    [defaults]: [['[50, 80, 100]', '[50, 100, 80]']],
    [production]: [
      ['  data-classification: confidential\n', ''],
      ['10.30.0.0/16', '10.20.0.0/15'],
    ],
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "defaults.yaml:19:17 valid-budget-alert
      budget.alertPercent does not rise: a reader takes the last alert for the most urgent one
      write [50, 80, 100]
    production.yaml:7:9 ban-address-overlap
      10.20.0.0/15 overlaps 10.20.0.0/16 of environment 'staging': the two VPCs could never be connected, and a VPC cannot be renumbered
      give the newer of the two a block that no environment uses
    production.yaml:7:9 valid-address-block
      10.20.0.0/15 has the wrong size for a VPC: AWS allows at most a /16, and eksctl needs at least a /24 to cut subnets from
      choose a length between /16 and /24; pods get addresses of the VPC, so prefer /16
    production.yaml:19:1 require-tag
      tag 'data-classification' is mandatory and missing: what costs money could not be assigned to anyone
      add data-classification: below tags, or remove it from mandatoryTags
    staging.yaml:7:9 ban-address-overlap
      10.20.0.0/16 overlaps 10.20.0.0/15 of environment 'production': the two VPCs could never be connected, and a VPC cannot be renumbered
      give the newer of the two a block that no environment uses"
  `)
})

test('a file that does not parse leaves the others checked', () => {
  const files = withEdits({
    [production]: 'a: 1\na: 2\n',
    'environments/dr.yaml': [['region: eu', 'regoin: eu']],
  })
  const { environments, problems } = load(files)
  expect(problems.map(({ where, id }) => `${where.file} ${id}`)).toEqual([
    'environments/dr.yaml unknown-key',
    'environments/production.yaml duplicate-key',
  ])
  expect(environments.map(({ name }) => name)).toEqual(['staging'])
})

test('defaults that do not parse are the only thing to repair first', () => {
  const { environments, problems } = load(withEdits({ [defaults]: 'a: [\n' }))
  expect([environments, problems.map(({ where }) => where.file)]).toEqual([[], [defaults]])
})

test('an environment needs no defaults', () => {
  const { environments, problems } = load(new Map([[production, 'company: acme\n']]))
  expect(environments).toEqual([])
  expect(problems.every(({ id, where }) => id === 'missing-key' && where.line === 1)).toBe(true)
})

test('files that would be passed over in silence are errors, documentation is not', () => {
  const files = withEdits({
    'environments/qa.yml': '',
    'environments/eu/qa.yaml': '',
    'environments/types.yaml': 'a: 1',
    'environments/Load_Test.yaml': 'a: 1',
    'environments/README.md': '',
    'environments/.gitkeep': '',
    'apps/cart/app.ts': '',
  })
  expect(textOf(load(files).problems)).toMatchInlineSnapshot(`
    "Load_Test.yaml:1:1 invalid-name
      'Load_Test' cannot name an environment: cluster, roles and folders take the file's name, which must be a DNS label
      rename the file: lower-case letters, digits and hyphens, at most 63 of them
    eu/qa.yaml:1:1 unexpected-file
      \`environments/eu/qa.yaml\` is not read: an environment is a file environments/<name>.yaml
      rename it to environments/qa.yaml, or move it out of environments/
    qa.yml:1:1 unexpected-file
      \`environments/qa.yml\` is not read: an environment is a file environments/<name>.yaml
      rename it to environments/qa.yaml, or move it out of environments/
    types.yaml:1:1 invalid-name
      an environment cannot be called 'types': generated/types/ holds what belongs to no environment
      choose another file name"
  `)
})

test('a workspace without an environment is an error', () => {
  expect(textOf(load(new Map()).problems)).toMatchInlineSnapshot(`
    "environments:1:1 no-environment
      environments/ holds no environment, so there is nothing to generate
      add environments/<name>.yaml: one file for each cluster"
  `)
  expect(load(new Map([[defaults, 'company: acme\n']])).problems.map(({ id }) => id)).toEqual([
    'no-environment',
  ])
})

describe('properties', () => {
  test('the order of files does not matter', () => {
    const broken = withEdits({ [production]: [['region: eu', 'regoin: eu']] })
    const expected = JSON.stringify(load(broken))
    fc.assert(
      fc.property(fc.shuffledSubarray([...broken], { minLength: broken.size }), (entries) => {
        expect(JSON.stringify(load(new Map(entries)))).toBe(expected)
      }),
      { numRuns: 5 },
    )
  })

  test('the order of keys in a file does not matter', () => {
    const expected = JSON.stringify(load(sample).environments)
    const blocks = (sample.get(production) ?? '').split(/^(?=[a-z])/m)
    fc.assert(
      fc.property(fc.shuffledSubarray(blocks, { minLength: blocks.length }), (shuffled) => {
        const files = withEdits({ [production]: shuffled.join('\n') })
        expect(JSON.stringify(load(files).environments)).toBe(expected)
      }),
      { numRuns: 5 },
    )
  })

  test('whatever line is damaged, every problem has file, line and column', () => {
    const damage = fc.record({
      path: fc.constantFrom(...sample.keys()),
      line: fc.nat({ max: 25 }),
      by: fc.constantFrom('', 'x', 'x: 1', '  x: 1', '- 1', '    a: null', '"', 'a: &b', '\t'),
    })
    fc.assert(
      fc.property(damage, ({ path, line, by }) => {
        const lines = (sample.get(path) ?? '').split('\n')
        lines.splice(line, 1, by)
        for (const { where } of load(withEdits({ [path]: lines.join('\n') })).problems) {
          expect(where.file).toMatch(/^environments\//)
          expect(where.line).toBeGreaterThan(0)
          expect(where.column).toBeGreaterThan(0)
        }
      }),
      { numRuns: 60 },
    )
  })
})
