import type { Problem } from '@skyctl/core'

/**
 * How the folder itself can be wrong:
 * - `unexpected-file`: a file that is no environment, such as `production.yml`, and would be passed over in silence;
 * - `invalid-name`: the file's name cannot be the environment's;
 * - `no-environment`: nothing to generate.
 */
export type EnvironmentFileProblemId = 'unexpected-file' | 'invalid-name' | 'no-environment'

/** Where environments live, relative to the workspace. */
export const environmentsFolder = 'environments/'

/** Merged under every environment. */
export const defaultsFile = `${environmentsFolder}defaults.yaml`

/** Folders of `generated/` that are not environments. */
const reservedNames = ['accounts', 'types']

/** Whether a path is one of an environment, or of the defaults. */
export function isEnvironmentFile(path: string): boolean {
  return /^environments\/[^/]+\.yaml$/.test(path)
}

/** The environment's name is its file's. */
export function environmentName(path: string): string {
  return path.slice(environmentsFolder.length, -'.yaml'.length)
}

const start = { line: 1, column: 1 }

/** What is wrong with a file's being in the folder, or with its name; undefined where nothing is. */
export function fileProblem(path: string): Problem | undefined {
  if (isEnvironmentFile(path)) return path === defaultsFile ? undefined : nameProblem(path)
  const name = path.slice(environmentsFolder.length)
  if (name.startsWith('.') || name.endsWith('.md')) return undefined
  const stem = name.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
  return {
    id: 'unexpected-file' satisfies EnvironmentFileProblemId,
    severity: 'error',
    where: { file: path, ...start },
    message: `\`${path}\` is not read: an environment is a file environments/<name>.yaml`,
    hint: `rename it to environments/${stem}.yaml, or move it out of environments/`,
  }
}

function nameProblem(path: string): Problem | undefined {
  const name = environmentName(path)
  const wrong = (message: string, hint: string): Problem => ({
    id: 'invalid-name' satisfies EnvironmentFileProblemId,
    severity: 'error',
    where: { file: path, ...start },
    message,
    hint,
  })
  if (reservedNames.includes(name)) {
    return wrong(
      `an environment cannot be called '${name}': generated/${name}/ holds what belongs to no environment`,
      'choose another file name',
    )
  }
  if (name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return undefined
  return wrong(
    `'${name}' cannot name an environment: cluster, roles and folders take the file's name, which must be a DNS label`,
    'rename the file: lower-case letters, digits and hyphens, at most 63 of them',
  )
}

/** The problem of a folder without any environment. */
export function noEnvironment(hasDefaults: boolean): Problem {
  return {
    id: 'no-environment' satisfies EnvironmentFileProblemId,
    severity: 'error',
    where: { file: hasDefaults ? defaultsFile : 'environments', ...start },
    message: 'environments/ holds no environment, so there is nothing to generate',
    hint: 'add environments/<name>.yaml: one file for each cluster',
  }
}
