import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Problem, SkyError, suggestionHint } from '@skyctl/core'
import { loadWorkspace } from '@skyctl/generate'

/**
 * Writes `apps/<name>/app.ts` with an app that generates as it stands.
 *
 * @throws SkyError (exit 2) where the name is taken or no name, or the team does not exist.
 */
export async function createApp(
  root: string,
  name: string,
  wanted: string | undefined,
): Promise<{ path: string; team: string }> {
  const workspace = await loadWorkspace(root)
  const teams = [
    ...new Set(workspace.environments.flatMap((environment) => Object.keys(environment.teams))),
  ].sort()
  const taken = [...workspace.apps, ...workspace.components].find((one) => one.name === name)
  if (taken !== undefined || existsSync(join(root, 'apps', name))) {
    refuse(
      'duplicate-name',
      `'${name}' exists already (${taken?.origin ?? `apps/${name}`})`,
      'choose another name',
    )
  }
  if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    refuse(
      'invalid-name',
      `'${name}' cannot name Kubernetes objects`,
      'lower-case letters, digits and hyphens, starting with a letter, at most 63',
    )
  }
  const team = wanted ?? teams[0]
  if (team === undefined || !teams.includes(team)) {
    refuse('unknown-team', `there is no team '${team ?? ''}'`, suggestionHint(team ?? '', teams))
  }
  const path = `apps/${name}/app.ts`
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), template(name, team), { flag: 'wx' })
  return { path, team }
}

function refuse(id: string, message: string, hint: string): never {
  const problem: Problem = { id, severity: 'error', where: {}, message, hint }
  throw new SkyError([problem], { exitCode: 2 })
}

/** The digest is the one that the registry shows for this tag of a small, well-kept web service. */
function template(name: string, team: string): string {
  return `import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Says in one sentence what ${name} does',
  team: '${team}',
  image: {
    repository: 'ghcr.io/stefanprodan/podinfo',
    tag: '6.9.1',
    digest: 'sha256:262578cde928d5c9eba3bce079976444f624c13ed0afb741d90d5423877496cb',
  },
  ports: {
    http: { port: 9898, servicePort: 80, appProtocol: 'http' },
  },
  probes: {
    readiness: { check: { http: { path: '/readyz', port: 'http' } } },
    liveness: { check: { http: { path: '/healthz', port: 'http' } } },
  },
  resources: {
    cpu: { request: '50m', limit: '500m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  scaling: { min: 2, max: 4, cpuPercent: 70 },
})
`
}
