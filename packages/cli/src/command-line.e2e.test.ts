import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import {
  createWorkspace,
  type Run,
  type TestWorkspace,
  tinyWorkspace,
} from './testing/workspace.ts'

/** The tiny workspace with its tree, made once and copied. */
const generated = createWorkspace({ cleanUp: afterAll })
generated.run('generate')

/** What is told on one line each: exit code and the first line of standard error. */
const refusal = ({ code, stderr }: Run) => `${code} ${stderr.split('\n')[0]}`

describe('help', () => {
  it('says what the tool is for, and which commands there are', () => {
    const { code, stdout, stderr } = createWorkspace().run('--help')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: skyctl [options] [command]

      Turns one typed model of a platform into the tree that Argo CD syncs to Amazon
      EKS.
      Sources: apps/<app>/app.ts, platform/<component>/component.ts,
      environments/*.yaml.

      Options:
        -C <dir>                      work in another workspace than the current
                                      folder (default: ".")
        --verbose                     show stack traces of unexpected errors
        -h, --help                    display help for command

      Commands:
        generate [options]            write the tree that Argo CD syncs, from apps/,
                                      platform/ and environments/
        image                         release an image: edit the environment and its
                                      tree in one step
        promote [options] <app>       let an app run the image of one environment in
                                      another
        new                           add a working starting point to the workspace
        validate [options] [path...]  judge manifests: schemas of their kinds, rules
                                      of the API server, guardrails
        policy                        who can talk to whom under Cilium, from
                                      manifests alone
        diff [options] [base]         what a change does: objects, connections,
                                      findings
        help [command]                display help for command

      Exit codes: 0 no error, 1 errors or drift, 2 wrong use or unreadable input.
      Results go to standard output, everything else to standard error; NO_COLOR is honoured.
      "
    `)
  })

  it('of generate explains each flag and shows how it is used', () => {
    const { code, stdout } = createWorkspace().run('generate', '--help')
    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: skyctl generate [options]

      write the tree that Argo CD syncs, from apps/, platform/ and environments/

      Options:
        --env <environment>    only this environment (repeatable)
        --only <owner>         write only files of this app or component (repeatable)
        --check                write nothing; exit 1 on drift, naming each file
        --allow-prune <owner>  let this owner lose what the prune limits protect
                               (repeatable)
        --format <format>      text or json (default: "text")
        --json                 short for --format json
        -h, --help             display help for command

      Writes generated/ and nothing else but .github/CODEOWNERS and schemas/skyctl. Nothing is written where
      there is an error. A file in generated/ that no owner names is left alone and reported.

      Examples:
        skyctl generate                            everything
        skyctl generate --check                    in CI: exit 1 where the committed tree is not what the model says
        skyctl generate --env production           check and write one environment
        skyctl generate --only cart                write one app; what is out of date besides is listed
        skyctl generate --allow-prune search       let an app that holds data go
      "
    `)
  })

  it('is shown without a command, as wrong use', () => {
    const { code, stdout, stderr } = createWorkspace().run()
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: skyctl')
  })
})

describe('wrong use exits 2 and says what was meant:', () => {
  it.each([
    ['a flag', ['generate', '--chek'], "2 error: unknown option '--chek'"],
    ['a command', ['generat'], "2 error: unknown command 'generat'"],
    ['a format', ['generate', '--format', 'yaml'], '2 error: unknown --format yaml: text or json'],
    [
      'an argument too many',
      ['generate', 'web'],
      "2 error: too many arguments for 'generate'. Expected 0 arguments but got 1.",
    ],
    [
      'a flag without its value',
      ['generate', '--env'],
      "2 error: option '--env <environment>' argument missing",
    ],
    ['a thing that cannot be made', ['new', 'ap', 'x'], "2 error: unknown command 'ap'"],
    ['an app without a name', ['new', 'app'], "2 error: missing required argument 'name'"],
    ['an app whose name is none', ['new', 'app', 'My_App'], '2 error [invalid-name]'],
    ['an app with a way out of its folder', ['new', 'app', '../x'], '2 error [invalid-name]'],
  ] as const)('%s', (_, args, expected) => {
    const run = createWorkspace().run(...args)
    expect(refusal(run)).toBe(expected)
    expect(run.stdout).toBe('')
  })

  it('suggests the command', () => {
    expect(createWorkspace().run('generat').stderr).toContain('(Did you mean generate?)')
  })

  it('names a folder that is no workspace', () => {
    const workspace = createWorkspace()
    workspace.remove('environments')
    const { code, stderr } = workspace.run('generate', '--check')
    expect(code).toBe(2)
    expect(stderr).toMatchInlineSnapshot(`
      "error [no-workspace]
        there is no folder 'environments' here, so this is not a workspace: <dir>
        fix: run skyctl in the root of the workspace, or name it with -C

      1 error
      "
    `)
  })
})

describe('--json', () => {
  const parse = (run: Run): Record<string, unknown> => JSON.parse(run.stdout)

  it('answers with paths by what happened to them', () => {
    const workspace = createWorkspace({ from: generated })
    workspace.edit('apps/api/app.ts', 'replicas: 2', 'replicas: 3')
    const run = workspace.run('generate', '--json')
    expect({ ...parse(run), milliseconds: 0 }).toMatchInlineSnapshot(`
      {
        "added": [],
        "changed": [
          "live/apps/api/shop/deployment.apps.api.yaml",
          "test/apps/api/shop/deployment.apps.api.yaml",
        ],
        "check": false,
        "deleted": [],
        "milliseconds": 0,
        "pending": [],
        "problems": [],
        "stale": [],
        "unchanged": 83,
        "unowned": [],
        "workspaceFiles": [],
      }
    `)
    expect([run.code, run.stderr]).toEqual([0, ''])
  })

  it('answers with drift as problems', () => {
    const workspace = createWorkspace({ from: generated })
    workspace.edit('generated/live/apps/api/shop/service.core.api.yaml', '3000', '3001')
    const run = workspace.run('generate', '--check', '--format', 'json')
    expect(run.code).toBe(1)
    expect(parse(run)).toMatchObject({
      check: true,
      changed: ['live/apps/api/shop/service.core.api.yaml'],
      problems: [
        {
          id: 'drift',
          severity: 'error',
          where: { file: 'generated/live/apps/api/shop/service.core.api.yaml' },
        },
      ],
    })
  })

  it('answers with what waits for a fact', () => {
    const waiting = tinyWorkspace['apps/api/app.ts']?.replace(
      'replicas: 2,',
      "replicas: 2, env: { A: fact({ name: 'key', description: 'd', command: 'aws {region}' }) },",
    )
    const workspace = createWorkspace({ files: { 'apps/api/app.ts': waiting } })
    const run = workspace.run('generate', '--env', 'live', '--json')
    expect(run.code).toBe(0)
    expect(parse(run).pending).toEqual([
      {
        environment: 'live',
        origin: 'apps/api/app.ts',
        object: 'apps/Deployment shop/api',
        fact: 'key',
        description: 'd',
        command: 'aws eu-west-1',
      },
    ])
  })

  it.each([
    ['there is no workspace', (w: TestWorkspace) => w.remove('environments'), 2, 'no-workspace'],
    [
      'a module does not parse',
      (w: TestWorkspace) => w.write('apps/api/app.ts', '('),
      2,
      'module-syntax',
    ],
    [
      'the model is wrong',
      (w: TestWorkspace) => w.edit('apps/api/app.ts', "'shop'", "'shp'"),
      1,
      'unknown-team',
    ],
  ] as const)('is JSON where %s', (_, change, code, id) => {
    const workspace = createWorkspace()
    change(workspace)
    const run = workspace.run('generate', '--json')
    expect(run.code).toBe(code)
    expect(parse(run)).toMatchObject({ problems: [{ id }] })
  })
})

describe('one who may read the workspace and no more', () => {
  /** Permission bits do not bind root, who becomes nobody once the tool is loaded. */
  const asNobody = ({ dir }: TestWorkspace, ...args: readonly string[]): Run => {
    const script = fileURLToPath(new URL('./testing/run-as-nobody.ts', import.meta.url))
    const folders = [join(dir, 'node_modules/.cache/skyctl'), dir]
    for (const folder of folders) chmodSync(folder, 0o555)
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', script, dir, ...args],
      {
        encoding: 'utf8',
        cwd: fileURLToPath(new URL('.', import.meta.url)),
        env: { ...process.env, NO_COLOR: '1' },
      },
    )
    for (const folder of folders) chmodSync(folder, 0o755)
    return { code: status, stdout, stderr: stderr.replaceAll(dir, '<dir>') }
  }
  const current = () => createWorkspace({ from: generated })

  it('can check that the tree is current', () => {
    const run = asNobody(current(), 'generate', '--check')
    expect([run.code, run.stderr]).toEqual([0, ''])
  })

  it('is told why nothing can be written', () => {
    const run = asNobody(current(), 'generate')
    expect(run.code).toBe(1)
    expect(run.stderr).toMatch(/^error \[lock-failed\]/)
    expect(run.stderr).not.toContain('unexpectedly')
  })
})

describe('an empty part of a workspace', () => {
  it('may be platform/ or apps/', () => {
    for (const folder of ['platform', 'apps']) {
      const workspace = createWorkspace()
      if (folder === 'platform') workspace.edit('apps/api/app.ts', "'Answers'", "'Replies'")
      workspace.edit('environments/live.yaml', 'level: strict', 'level: baseline')
      workspace.remove(folder)
      mkdirSync(join(workspace.dir, folder))
      const { code, stderr } = workspace.run('generate')
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')])
    }
  })

  it('may not be all of it: that is an error, not a success', () => {
    const workspace = createWorkspace()
    workspace.remove('apps')
    workspace.remove('platform')
    expect(refusal(workspace.run('generate'))).toBe('2 error [empty-workspace]')
    expect(workspace.run('new', 'app', 'first').code).toBe(0)
    workspace.edit('environments/live.yaml', 'level: strict', 'level: baseline')
    expect(workspace.run('generate').code).toBe(0)
  })
})
