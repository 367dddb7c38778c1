import {
  compareText,
  type Path,
  type Problem,
  pointerOf,
  sortProblems,
  suggestionHint,
  type Where,
} from '@skyctl/core'
import { completeEnvironment, composeEnvironmentSchema, type Environment } from '@skyctl/model'
import type { z } from 'zod'
import {
  describeIssue,
  type IssueContext,
  type SchemaFinding,
  unknownKey,
} from './describe-issue.ts'
import {
  defaultsFile,
  environmentName,
  environmentsFolder,
  fileProblem,
  isEnvironmentFile,
  noEnvironment,
} from './environment-files.ts'
import { checkEnvironmentRules } from './environment-rules.ts'
import type { LocatedEnvironment } from './located-environment.ts'
import { isYamlMap, mergeDefaults, nullPaths, ownerOf } from './merge-defaults.ts'
import { type ParsedYaml, parseYaml, type YamlMap } from './parse-yaml.ts'
import { keysAt } from './schema-at.ts'

export interface LoadedEnvironments {
  /** Those whose file parsed, sorted by name; complete only where no problem is an error. */
  readonly environments: readonly Environment[]
  /** The same, able to say where each of their values is written. */
  readonly located: readonly LocatedEnvironment[]
  /** All of them, sorted, each with file, line and column. */
  readonly problems: readonly Problem[]
}

const noDefaults: YamlMap = {}

/**
 * Reads every environment: each file laid over `environments/defaults.yaml` as {@link mergeDefaults} does it, parsed
 * with the environment schema, then judged by the rules that need more than one value. Pure; never stops at the first
 * problem. A problem of a value that `defaults.yaml` gives is located there, and reported once.
 *
 * @param files - Every file below `environments/`, by path relative to the workspace, as text.
 * @param componentOptions - Schema of the options of each component, by component.
 * @param known - Names of the workspace's apps, where what environments say of other apps is to be an error.
 */
export function loadEnvironments(
  files: ReadonlyMap<string, string>,
  componentOptions: Readonly<Record<string, z.ZodType>>,
  known: { readonly apps?: readonly string[] } = {},
): LoadedEnvironments {
  const paths = [...files.keys()]
    .filter((path) => path.startsWith(environmentsFolder))
    .sort(compareText)
  const parsed = new Map(
    paths.filter(isEnvironmentFile).map((path) => [path, parseYaml(path, files.get(path) ?? '')]),
  )
  const defaults = parsed.get(defaultsFile)
  const candidates = [...parsed.values()].filter(
    ({ file }) => file !== defaultsFile && fileProblem(file) === undefined,
  )
  const problems: Problem[] = [
    ...paths.flatMap((path) => fileProblem(path) ?? []),
    ...[...parsed.values()].flatMap((file) => file.problems),
  ]
  if (paths.every((path) => path === defaultsFile || !isEnvironmentFile(path))) {
    problems.push(noEnvironment(defaults !== undefined))
  }
  // Without its defaults an environment misses half of its keys: those problems would only hide the real one.
  if (defaults !== undefined && defaults.value === undefined) {
    return { environments: [], located: [], problems: sortProblems(problems) }
  }

  const schema = composeEnvironmentSchema(componentOptions)
  const checked = candidates.flatMap((file) =>
    file.value === undefined
      ? []
      : [checkEnvironment(file, file.value, defaults, schema, known.apps)],
  )
  const located = checked.flatMap((one) => one.located ?? [])
  return {
    environments: located.map(({ environment }) => environment),
    located,
    problems: sortProblems(
      once([
        ...problems,
        ...locateFindings(checked, defaults),
        ...checkEnvironmentRules(
          located,
          candidates.map(({ file }) => environmentName(file)),
        ),
      ]),
    ),
  }
}

interface CheckedEnvironment {
  readonly file: ParsedYaml
  readonly given: YamlMap
  readonly findings: readonly SchemaFinding[]
  /** Undefined where the schema was not met. */
  readonly located: LocatedEnvironment | undefined
}

function checkEnvironment(
  file: ParsedYaml,
  given: YamlMap,
  defaults: ParsedYaml | undefined,
  schema: ReturnType<typeof composeEnvironmentSchema>,
  apps: readonly string[] | undefined,
): CheckedEnvironment {
  const inherited = defaults?.value ?? noDefaults
  const fileOf = (path: Path) =>
    defaults !== undefined && ownerOf(path, inherited, given) === 'defaults' ? defaults : file
  const context: IssueContext = {
    schema,
    root: 'an environment',
    source: (path) => fileOf(path).source(path),
  }
  const merged = mergeDefaults(inherited, given)
  const result = schema.safeParse(merged, { reportInput: true })
  const findings = [
    ...(result.error?.issues ?? []).flatMap((issue) => describeIssue(issue, context)),
    // The merge drops null, so the schema never sees a misspelt key without a value.
    ...nullPaths(given)
      .filter((path) => isUndeclared(schema, path))
      .map((path) => unknownKey(path, context)),
    ...(apps === undefined ? [] : unknownApps(merged, apps)),
  ]
  return {
    file,
    given,
    findings: withoutEchoes(findings),
    located: result.success
      ? {
          environment: completeEnvironment(environmentName(file.file), file.file, result.data),
          locate: (path, at) => whereOf(fileOf(path), path, at),
        }
      : undefined,
  }
}

function unknownApps(merged: YamlMap, apps: readonly string[]): readonly SchemaFinding[] {
  return Object.keys(isYamlMap(merged.apps) ? merged.apps : {})
    .filter((name) => !apps.includes(name))
    .map((name) => ({
      id: 'unknown-key',
      path: ['apps', name],
      at: 'key',
      message: `\`${name}\` is no app of this workspace: there is no apps/${name}/app.ts`,
      hint: suggestionHint(name, apps),
    }))
}

/** A misspelt key is one mistake: the key that it was meant to be is not missing as well. */
function withoutEchoes(findings: readonly SchemaFinding[]): readonly SchemaFinding[] {
  const meant = new Set(findings.flatMap(({ meant }) => (meant ? [pointerOf(meant)] : [])))
  return findings.filter(({ id, path }) => id !== 'missing-key' || !meant.has(pointerOf(path)))
}

function isUndeclared(schema: z.ZodType, path: Path): boolean {
  const declared = keysAt(schema, path.slice(0, -1))
  return declared !== undefined && !declared.includes(String(path.at(-1)))
}

/**
 * A finding goes to the file that gave the value. A key that is missing in a map of the defaults is theirs only when
 * every environment misses it: otherwise each environment is meant to give its own.
 */
function locateFindings(
  checked: readonly CheckedEnvironment[],
  defaults: ParsedYaml | undefined,
): readonly Problem[] {
  const missing = new Map<string, number>()
  for (const { id, path } of checked.flatMap(({ findings }) => findings)) {
    if (id !== 'missing-key') continue
    missing.set(pointerOf(path), (missing.get(pointerOf(path)) ?? 0) + 1)
  }
  return checked.flatMap(({ file, given, findings }) =>
    findings.map((finding): Problem => {
      const path = finding.id === 'missing-key' ? finding.path.slice(0, -1) : finding.path
      const inDefaults =
        defaults !== undefined &&
        ownerOf(path, defaults.value ?? noDefaults, given) === 'defaults' &&
        (finding.id !== 'missing-key' || missing.get(pointerOf(finding.path)) === checked.length)
      return {
        id: finding.id,
        severity: 'error',
        where: whereOf(inDefaults ? defaults : file, finding.path, finding.at),
        message: finding.message,
        hint: finding.hint,
      }
    }),
  )
}

function whereOf(file: ParsedYaml, path: Path, at: 'key' | 'value' = 'value'): Where {
  const position = at === 'key' ? file.locateKey(path) : file.locate(path)
  return { file: file.file, pointer: pointerOf(path), ...position }
}

/** Drops repetitions: what is wrong in the defaults is found again under every environment. */
function once(problems: readonly Problem[]): readonly Problem[] {
  const byKey = new Map(problems.map((problem) => [JSON.stringify(problem), problem]))
  return [...byKey.values()]
}
