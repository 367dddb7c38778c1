/**
 * `npm run pack:check`: installs the package of policy-lib in a project of its own, outside of this workspace, and does there what its
 * README says: the code of the README is type-checked and run.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReport } from '../conformance/report.ts'

const root = join(import.meta.dirname, '../..')
const project = mkdtempSync(join(tmpdir(), 'skyctl-stranger-'))
const report = createReport(console.log)
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Readonly<Record<string, string>>
}

/** Blocks of code that begin with the name of their file. */
function codeOf(markdown: string): readonly { readonly name: string; readonly text: string }[] {
  return [...markdown.matchAll(/^```js\n\/\/ (\S+)\n(.*?)^```$/gms)].map(
    ([, name = '', text = '']) => ({
      name,
      text,
    }),
  )
}

function run(title: string, program: string, args: readonly string[]): string {
  try {
    const output = execFileSync(program, args, {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    report.pass()
    return output
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    report.fail(title, `${stdout}${stderr}`)
    return ''
  }
}

try {
  execFileSync(
    'node',
    ['--import', 'tsx', join(import.meta.dirname, 'pack-policy-lib.ts'), project],
    { cwd: root },
  )
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz')) ?? ''
  writeFileSync(
    join(project, 'package.json'),
    '{ "name": "stranger", "private": true, "type": "module" }\n',
  )
  const tools = ['vitest', 'typescript', '@types/node'].map(
    (name) => `${name}@${devDependencies[name]}`,
  )
  run('npm install', 'npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    `./${tarball}`,
    ...tools,
  ])
  const code = codeOf(
    readFileSync(join(project, 'node_modules/@skyctl/policy-lib/README.md'), 'utf8'),
  )
  report.check(
    code.length === 3,
    'the README shows building, asking and asserting',
    `${code.length} blocks`,
  )
  for (const { name, text } of code) writeFileSync(join(project, name), text)
  const strict = ['--strict', '--noImplicitAny', 'false', '--skipLibCheck', '--types', 'node']
  const modules = [
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--noEmit',
    '--allowJs',
    '--checkJs',
  ]
  run('its types', 'npx', ['tsc', ...modules, ...strict, ...code.map(({ name }) => name)])
  const answers = run('its answers', 'node', ['ask.js'])
  const verdicts = answers
    .split('\n')
    .flatMap((line) => /^(allowed|denied|may)\b/.exec(line)?.[0] ?? [])
  report.check(verdicts.join() === 'allowed,denied,denied', 'its verdicts', answers)
  run('its matchers', 'npx', ['vitest', 'run'])
} finally {
  rmSync(project, { recursive: true, force: true })
}

const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
