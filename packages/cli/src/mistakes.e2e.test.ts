import { describe, expect, it } from 'vitest'
import { createWorkspace, type TestWorkspace, tinyWorkspace } from './testing/workspace.ts'

/** What the user reads after one mistake; nothing may have been written. */
function messageAfter(change: (workspace: TestWorkspace) => void): string {
  const workspace = createWorkspace()
  change(workspace)
  const run = workspace.run('generate')
  expect(run.code).toBeGreaterThan(0)
  expect(() => workspace.tree()).toThrow('ENOENT')
  return run.stderr.trimEnd()
}

describe('a mistake in an environment', () => {
  it('shows a misspelt key', () => {
    expect(
      messageAfter((w) => w.edit('environments/live.yaml', 'domain:', 'domian:')),
    ).toMatchInlineSnapshot(`
      "error [unknown-key] environments/live.yaml:1:1
        1 | domian: live.example.com
          | ^
        \`domian\` is not a key of an environment
        fix: did you mean 'domain'?

      1 error"
    `)
  })

  it('shows a value of the wrong type', () => {
    expect(
      messageAfter((w) =>
        w.edit('environments/defaults.yaml', 'account: "111122223333"', 'account: 111122223333'),
      ),
    ).toMatchInlineSnapshot(`
      "error [wrong-type] environments/defaults.yaml:13:10
        13 | account: 111122223333
           |          ^
        \`account\` must be text, but 111122223333 is a number
        fix: quote it: "111122223333"; without quotes YAML reads a number

      1 error"
    `)
  })

  it('shows a malformed address block', () => {
    expect(
      messageAfter((w) => w.edit('environments/live.yaml', '10.20.0.0/16', '10.20.0.1/16')),
    ).toMatchInlineSnapshot(`
      "error [valid-address-block] environments/live.yaml:3:9
        3 |   cidr: 10.20.0.1/16
          |         ^
        '10.20.0.1/16' names an address inside a block, not the block, which is '10.20.0.0/16'
        fix: write the first address of the block and its length

      1 error"
    `)
  })

  it('shows address blocks that overlap', () => {
    expect(
      messageAfter((w) => w.edit('environments/live.yaml', '10.20.0.0/16', '10.10.0.0/16')),
    ).toMatchInlineSnapshot(`
      "error [ban-address-overlap] environments/live.yaml:3:9
        3 |   cidr: 10.10.0.0/16
          |         ^
        10.10.0.0/16 overlaps 10.10.0.0/16 of environment 'test': the two VPCs could never be connected, and a VPC cannot be renumbered
        fix: give the newer of the two a block that no environment uses

      error [ban-address-overlap] environments/test.yaml:3:9
        3 |   cidr: 10.10.0.0/16
          |         ^
        10.10.0.0/16 overlaps 10.10.0.0/16 of environment 'live': the two VPCs could never be connected, and a VPC cannot be renumbered
        fix: give the newer of the two a block that no environment uses

      2 errors"
    `)
  })

  it('shows a zone outside its region', () => {
    expect(
      messageAfter((w) => w.edit('environments/defaults.yaml', 'eu-west-1b', 'eu-west-2b')),
    ).toMatchInlineSnapshot(`
      "error [zone-in-region] environments/defaults.yaml:15:21
        15 | zones: [eu-west-1a, eu-west-2b]
           |                     ^
        'eu-west-2b' is no zone of region eu-west-1: the cluster's subnets must be in its own region
        fix: name zones of eu-west-1: eu-west-1a, eu-west-1b, ...

      1 error"
    `)
  })

  it('shows an app that does not exist', () => {
    expect(
      messageAfter((w) =>
        w.write(
          'environments/live.yaml',
          `${w.read('environments/live.yaml')}apps:\n  wbe:\n    replicas:\n      min: 3\n`,
        ),
      ),
    ).toMatchInlineSnapshot(`
      "error [unknown-key] environments/live.yaml:8:3
        8 |   wbe:
          |   ^
        \`wbe\` is no app of this workspace: there is no apps/wbe/app.ts
        fix: did you mean 'web'?

      1 error"
    `)
  })

  it('shows an override that would have no effect', () => {
    expect(
      messageAfter((w) =>
        w.write(
          'environments/live.yaml',
          `${w.read('environments/live.yaml')}apps:\n  api:\n    replicas:\n      max: 3\n`,
        ),
      ),
    ).toMatchInlineSnapshot(`
      "error [useless-override] environments/live.yaml:10:7
        10 |       max: 3
           |       ^
        api is not scaled: it runs a fixed number, and a maximum would have no effect
        fix: set min, the fixed number

      1 error"
    `)
  })
})

describe('a mistake in an app', () => {
  it('shows an unknown app in talksTo', () => {
    expect(
      messageAfter((w) =>
        w.edit('apps/web/app.ts', "apps: { api: 'http' }", "apps: { apy: 'http' }"),
      ),
    ).toMatchInlineSnapshot(`
      "error [undeclared-connection] apps/web/app.ts:9:10
        9 |   env: { API: addressOf('api', 'http'), TOKEN: secretValue('token', 'value') },
          |          ^
        the address of api port 'http' is used, but 'talksTo' does not name it, so network policies would cut the connection
        fix: add api: 'http' to talksTo.apps

      error [unknown-app] apps/web/app.ts:12:22
        12 |   talksTo: { apps: { apy: 'http' } },
           |                      ^
        web talks to 'apy', but no app has that name
        fix: did you mean 'api'?

      2 errors"
    `)
  })

  it('shows an unknown port in talksTo', () => {
    expect(
      messageAfter((w) =>
        w.edit('apps/web/app.ts', "apps: { api: 'http' }", "apps: { api: 'htp' }"),
      ),
    ).toMatchInlineSnapshot(`
      "error [undeclared-connection] apps/web/app.ts:9:10
        9 |   env: { API: addressOf('api', 'http'), TOKEN: secretValue('token', 'value') },
          |          ^
        the address of api port 'http' is used, but 'talksTo' does not name it, so network policies would cut the connection
        fix: add api: 'http' to talksTo.apps

      error [unknown-port] apps/web/app.ts:12:22
        12 |   talksTo: { apps: { api: 'htp' } },
           |                      ^
        api has no port 'htp'
        fix: did you mean 'http'?

      2 errors"
    `)
  })

  it('shows two apps that serve one host and path', () => {
    expect(
      messageAfter((w) =>
        w.edit(
          'apps/api/app.ts',
          'replicas: 2,',
          "replicas: 2,\n  ingress: { port: 'http', scheme: 'internal' },",
        ),
      ),
    ).toMatchInlineSnapshot(`
      "error [duplicate-route] apps/web/app.ts:14:3
        14 |   ingress: { port: 'http', scheme: 'internal' },
           |   ^
        web and api both serve https://live.example.com/ in live; the load balancer would send all of it to one of them
        fix: change 'host' or 'path' of one (the other is apps/api/app.ts)

      error [duplicate-route] apps/web/app.ts:14:3
        14 |   ingress: { port: 'http', scheme: 'internal' },
           |   ^
        web and api both serve https://test.example.com/ in test; the load balancer would send all of it to one of them
        fix: change 'host' or 'path' of one (the other is apps/api/app.ts)

      2 errors"
    `)
  })

  it('shows an image without digest where guardrails are strict', () => {
    expect(
      messageAfter((w) =>
        w.write('apps/api/app.ts', w.read('apps/api/app.ts').replace(/, digest: '[^']*'/, '')),
      ),
    ).toMatchInlineSnapshot(`
      "warning [require-image-digest] apps/api/app.ts · apps/Deployment shop/api
        container api runs registry.example.com/api:1.0.0 by tag; a tag can be moved, so what was reviewed is not what must run (in test)
        fix: pin the digest that the registry shows for it (apps.<app>.image.digest of the environment), or name the exception under 'suppressions'

      error [require-image-digest] apps/api/app.ts:7:3 · apps/Deployment shop/api
        7 |   image: { repository: 'registry.example.com/api', tag: '1.0.0' },
          |   ^
        container api runs registry.example.com/api:1.0.0 by tag; a tag can be moved, so what was reviewed is not what must run (in live)
        fix: pin the digest that the registry shows for it (apps.<app>.image.digest of the environment), or name the exception under 'suppressions'

      1 error, 1 warning"
    `)
  })

  it('shows a syntax error', () => {
    expect(
      messageAfter((w) => w.edit('apps/api/app.ts', 'replicas: 2,', 'replicas 2,')),
    ).toMatchInlineSnapshot(`
      "error [module-syntax] apps/api/app.ts:9:12
        9 |   replicas 2,
          |            ^
        Expected "}" but found "2"
        fix: correct the module; nothing was generated

      1 error"
    `)
  })

  it('shows a module that throws', () => {
    expect(
      messageAfter((w) =>
        w.write(
          'apps/api/app.ts',
          `throw new Error('no luck')\n${tinyWorkspace['apps/api/app.ts']}`,
        ),
      ),
    ).toMatchInlineSnapshot(`
      "error [module-failed] apps/api/app.ts:1
        1 | throw new Error('no luck')
        the module throws when it is loaded: no luck
        fix: a module only declares; correct it, nothing was generated

      1 error"
    `)
  })

  it('shows every problem at once', () => {
    const message = messageAfter((w) => {
      w.edit('apps/api/app.ts', "team: 'shop'", "team: 'shp'")
      w.edit('apps/web/app.ts', "apps: { api: 'http' }", "apps: { apy: 'http' }")
      w.edit(
        'apps/store/app.ts',
        "kind: 'StatefulSet'",
        "environments: ['prod'],\n  kind: 'StatefulSet'",
      )
    })
    expect(message.match(/^error \[[a-z-]+\]/gm)).toEqual([
      'error [unknown-team]',
      'error [unknown-environment]',
      'error [undeclared-connection]',
      'error [unknown-app]',
    ])
    expect(message).toMatch(/4 errors$/)
  })
})

describe('a mistake in a component', () => {
  it('shows a circle of dependencies', () => {
    expect(
      messageAfter((w) =>
        w.edit(
          'platform/namespaces/component.ts',
          'options:',
          "dependsOn: ['network'],\n  options:",
        ),
      ),
    ).toMatchInlineSnapshot(`
      "error [dependency-cycle] platform/namespaces/component.ts:9:3
        9 |   dependsOn: ['network'],
          |   ^
        components depend on each other in a circle: namespaces -> network -> namespaces; none of them could be synced first
        fix: remove one of these from 'dependsOn'

      1 error"
    `)
  })

  it('shows a misspelt chart value', () => {
    expect(
      messageAfter((w) =>
        w.edit(
          'platform/network/component.ts',
          'values: options',
          'values: { replica: 1 } as never',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "error [chart-values] platform/network/component.ts:11:32
        11 | export default defineComponent({
           |                                ^
        values of chart network 1.2.3, at replicas: Invalid input: expected number, received undefined (in live)
        fix: correct the key in component.ts, or extend values.ts with the chart's own key

      error [chart-values] platform/network/component.ts:11:32
        11 | export default defineComponent({
           |                                ^
        values of chart network 1.2.3, at replicas: Invalid input: expected number, received undefined (in test)
        fix: correct the key in component.ts, or extend values.ts with the chart's own key

      error [chart-values] platform/network/component.ts:11:32
        11 | export default defineComponent({
           |                                ^
        values of chart network 1.2.3, at the top: Unrecognized key: "replica" (in live)
        fix: correct the key in component.ts, or extend values.ts with the chart's own key

      error [chart-values] platform/network/component.ts:11:32
        11 | export default defineComponent({
           |                                ^
        values of chart network 1.2.3, at the top: Unrecognized key: "replica" (in test)
        fix: correct the key in component.ts, or extend values.ts with the chart's own key

      4 errors"
    `)
  })

  it('shows a name that an app has already', () => {
    expect(
      messageAfter((w) =>
        w.write('platform/api/component.ts', tinyWorkspace['platform/network/component.ts'] ?? ''),
      ),
    ).toMatchInlineSnapshot(`
      "error [duplicate-name] platform/api/component.ts:11:32
        11 | export default defineComponent({
           |                                ^
        'api' is also the name of an app (apps/api/app.ts); both would own the same files
        fix: rename one of the two folders

      1 error"
    `)
  })

  it('refuses a Secret with data', () => {
    expect(
      messageAfter((w) =>
        w.edit(
          'platform/namespaces/component.ts',
          'objects: [',
          "objects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'y' }, data: { a: 'c2VjcmV0' } },",
        ),
      ),
    ).toMatchInlineSnapshot(`
      "error [ban-plain-secret] platform/namespaces/component.ts:4:32 · Secret y/x
        4 | export default defineComponent({
          |                                ^
        it carries its data: whoever can read the repository reads it, for ever (in live)
        fix: take it out, replace it where it is valid, and let an ExternalSecret read the new one (\`secrets\` of the app)

      error [ban-plain-secret] platform/namespaces/component.ts:4:32 · Secret y/x
        4 | export default defineComponent({
          |                                ^
        it carries its data: whoever can read the repository reads it, for ever (in test)
        fix: take it out, replace it where it is valid, and let an ExternalSecret read the new one (\`secrets\` of the app)

      2 errors"
    `)
  })
})
