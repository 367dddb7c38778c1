import type { Problem } from '@skyctl/core'
import { suggestionHint } from '@skyctl/core'
import { type AppSpec, appSchema, isAppDefinition } from '@skyctl/model'
import type { z } from 'zod'

/** A problem whose place is a property of the module's `define...` call, to be located in its source. */
export interface ModuleProblem {
  readonly module: string
  readonly path: readonly (string | number)[]
  readonly problem: Omit<Problem, 'where'>
}

/** Judges what `apps/<app>/app.ts` exports. */
export function parseApp(
  module: string,
  exported: unknown,
): { spec: AppSpec } | { problems: ModuleProblem[] } {
  if (!isAppDefinition(exported)) {
    return {
      problems: [
        moduleProblem(
          module,
          [],
          'no-definition',
          'the default export is not an app',
          'write `export default defineApp({ ... })`',
        ),
      ],
    }
  }
  const parsed = appSchema.safeParse(exported.input)
  if (!parsed.success) {
    return { problems: parsed.error.issues.flatMap((issue) => issueProblems(module, issue)) }
  }
  const problems = portProblems(module, parsed.data)
  return problems.length > 0 ? { problems } : { spec: parsed.data }
}

export function moduleProblem(
  module: string,
  path: readonly (string | number)[],
  id: string,
  message: string,
  hint: string,
): ModuleProblem {
  return { module, path, problem: { id, severity: 'error', message, hint } }
}

function issueProblems(module: string, issue: z.core.$ZodIssue): ModuleProblem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol')
  const where = path.length === 0 ? 'the app' : `'${path.join('.')}'`
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      moduleProblem(
        module,
        [...path, key],
        'unknown-key',
        `'${key}' is not a property of ${where}; it would be ignored`,
        'correct or remove it; the editor lists what is known',
      ),
    )
  }
  if (issue.code === 'invalid_union' && issue.errors.length === 0) {
    return [
      moduleProblem(
        module,
        path,
        'invalid-value',
        `${where} has no known 'kind'`,
        'one of Deployment, StatefulSet, DaemonSet, Job, CronJob',
      ),
    ]
  }
  return [
    moduleProblem(
      module,
      path,
      'invalid-value',
      `${where}: ${issue.message}`,
      'correct the value; `npm run typecheck` shows the same in the editor',
    ),
  ]
}

/** Probes and the ingress name ports of the app itself. */
function portProblems(module: string, spec: AppSpec): ModuleProblem[] {
  const problems: ModuleProblem[] = []
  const demand = (port: string, path: readonly (string | number)[]) => {
    if (Object.hasOwn(spec.ports, port)) return
    problems.push(
      moduleProblem(
        module,
        path,
        'unknown-port',
        `the app has no port '${port}'`,
        suggestionHint(port, Object.keys(spec.ports)),
      ),
    )
  }
  if (spec.kind === 'StatefulSet' || spec.kind === 'DaemonSet') {
    for (const [name, port] of Object.entries(spec.ports)) {
      if (port.servicePort === undefined || port.servicePort === port.port) continue
      problems.push(
        moduleProblem(
          module,
          ['ports', name, 'servicePort'],
          'useless-service-port',
          `the Service of a ${spec.kind} is headless: clients reach the pod's own port ${port.port}, never ${port.servicePort}`,
          'remove servicePort',
        ),
      )
    }
  }
  if ('probes' in spec) {
    for (const [name, probe] of Object.entries(spec.probes)) {
      const check = probe?.check
      if (check === undefined) continue
      if ('http' in check) demand(check.http.port, ['probes', name, 'check', 'http', 'port'])
      if ('grpc' in check) demand(check.grpc.port, ['probes', name, 'check', 'grpc', 'port'])
      if ('tcp' in check) demand(check.tcp.port, ['probes', name, 'check', 'tcp', 'port'])
    }
  }
  if ('ingress' in spec && spec.ingress) demand(spec.ingress.port, ['ingress', 'port'])
  if ('ingress' in spec && spec.ingress?.scheme === 'internet-facing' && !spec.ingress.waf) {
    problems.push(
      moduleProblem(
        module,
        ['ingress', 'scheme'],
        'require-waf',
        'an internet-facing ingress names no web ACL, so nothing filters what the internet sends',
        "set `waf: 'public'`, or `scheme: 'internal'`",
      ),
    )
  }
  return problems
}
