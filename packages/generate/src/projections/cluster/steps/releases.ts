import { type BootstrapRelease, type ChartRelease, substitute, type Unit } from '@skyctl/model'
import { sh } from '../shell.ts'
import type { Step, StepInputs } from './step.ts'

/** Charts that must be there before Argo CD can bring anything: installed by Helm, adopted by Argo CD. */
export function releases(inputs: StepInputs, phase: BootstrapRelease['phase']): Step[] {
  return inputs.units.flatMap((unit) => {
    const { chart, bootstrap } = unit
    if (chart === undefined || bootstrap?.phase !== phase) return []
    return releaseSteps(inputs, unit, chart, bootstrap)
  })
}

function releaseSteps(
  { environment, paths }: StepInputs,
  unit: Unit,
  chart: ChartRelease,
  bootstrap: BootstrapRelease,
): Step[] {
  const context = environment.cluster.name
  const namespaceFile = paths.namespaces.get(chart.namespace)
  const values = paths.values.get(unit.name) ?? ''
  const roles = unit.iam.map(({ name }) => `role ${name}`)
  const runsLater = bootstrap.phase === 'network'
  return [
    ...(namespaceFile === undefined
      ? []
      : [
          {
            id: `create-namespace-${chart.namespace}`,
            title: `Create the namespace ${chart.namespace}`,
            text: 'The manifest is the one that Argo CD will keep in sync, so its Pod Security labels hold from the first pod on.',
            commands: [
              {
                run: sh`kubectl --context ${context} apply --server-side --field-manager=argocd-controller --filename=${namespaceFile}`,
                prints: `namespace/${chart.namespace} serverside-applied`,
              },
            ],
            resume: 'Repeat it: it changes nothing that is there.',
            needs: ['kubeconfig'],
            provides: [`namespace ${chart.namespace}`],
          },
        ]),
    ...(bootstrap.before.length === 0
      ? []
      : [
          {
            id: `prepare-${unit.name}`,
            title: `Prepare ${unit.name}`,
            text: `What ${unit.name} reads when it starts, and only the new cluster knows.`,
            commands: bootstrap.before.map(({ run, prints }) => ({
              run: substitute(run, environment),
              prints,
            })),
            resume: 'Repeat it: it changes nothing that is there.',
            needs: ['kubeconfig', ...namespaceNeeds(chart.namespace)],
            provides: [`preparation ${unit.name}`],
          },
        ]),
    {
      id: `install-${unit.name}`,
      title: `Install ${unit.name}`,
      text: `${bootstrap.why} The values are those of its Application.`,
      commands: [
        {
          run: sh`helm upgrade --install ${chart.release} ${chartReference(chart)} --version ${chart.version} --kube-context ${context} --namespace ${chart.namespace} --values ${values} ${bootstrap.helmFlags}`,
          prints: 'STATUS: deployed',
        },
      ],
      // Once Argo CD has adopted it, Helm must not touch it again.
      done: [
        {
          run: sh`helm --kube-context ${context} --namespace ${chart.namespace} list --deployed --short --filter ${`^${chart.release}$`}`,
          expect: chart.release,
        },
      ],
      ...(!runsLater && {
        check: {
          run: substitute(bootstrap.check.run, environment),
          prints: bootstrap.check.prints,
        },
      }),
      resume: `Repeat it: the script asks Helm whether the release is deployed. \`${sh`helm --kube-context ${context} --namespace ${chart.namespace} status ${chart.release}`}\` says what Helm knows. Once Argo CD is there, change the values in \`platform/${unit.name}/\` and let it sync; never run Helm on this release again.`,
      needs: [
        'kubeconfig',
        ...(runsLater ? [] : ['nodes']),
        ...roles,
        ...namespaceNeeds(chart.namespace),
        ...(bootstrap.before.length > 0 ? [`preparation ${unit.name}`] : []),
      ],
      provides: [
        `release ${unit.name}`,
        ...(runsLater ? ['network'] : ['delivery']),
        ...unit.crds.map(({ group, kind }) => `kind ${group}/${kind}`),
      ],
    },
  ]
}

function namespaceNeeds(namespace: string): string[] {
  return [`namespace ${namespace}`]
}

/** Helm's words for where a chart is: an OCI reference, or a name in a repository. */
function chartReference({ repository, chart }: ChartRelease): readonly string[] {
  return /^https?:\/\//.test(repository)
    ? [chart, '--repo', repository]
    : [`oci://${repository}/${chart}`]
}
