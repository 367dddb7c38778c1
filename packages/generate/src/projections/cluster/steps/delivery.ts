import { argocdNamespace } from '../../argocd/applications.ts'
import { sh } from '../shell.ts'
import type { Step, StepInputs } from './step.ts'

const repositorySecret = 'platform-repository'

/** What Argo CD may read, the root Application, and the wait until everything is there. */
export function delivery({ environment, paths, units, resources }: StepInputs): Step[] {
  const { cluster, repository } = environment
  const context = cluster.name
  const secret = sh`kubectl --context ${context} --namespace ${argocdNamespace}`
  return [
    {
      id: 'connect-repository',
      title: 'Let Argo CD read the repository',
      text: `A private repository needs credentials that may read and nothing else; with a public one the command does nothing. They stand in the cluster alone. Put ${credentialWords(repository.url)} into the variable \`SKYCTL_GIT_CREDENTIAL\` first: \`read -rs SKYCTL_GIT_CREDENTIAL && export SKYCTL_GIT_CREDENTIAL\`${isHttps(repository.url) ? '' : ' (for a key: `export SKYCTL_GIT_CREDENTIAL="$(cat PATH-OF-THE-KEY)"`)'}.`,
      commands: [
        {
          run: [
            `if ! ${sh`GIT_TERMINAL_PROMPT=0 GIT_SSH_COMMAND='ssh -o BatchMode=yes' git -c credential.helper= ls-remote --exit-code ${repository.url}`} >/dev/null 2>&1; then`,
            `  printf '%s' "\${SKYCTL_GIT_CREDENTIAL:?is not set, and the repository is private}" |`,
            `    ${secret} create secret generic ${repositorySecret} --dry-run=client --output=yaml ${credentialArguments(repository.url)} |`,
            `    ${sh`kubectl label --local --filename=- --output=yaml argocd.argoproj.io/secret-type=repository`} |`,
            `    ${sh`kubectl --context ${context} apply --server-side --filename=-`}`,
            'fi',
          ].join('\n'),
          prints: `secret/${repositorySecret} serverside-applied`,
        },
      ],
      resume: 'Repeat it: it replaces the credentials.',
      needs: ['delivery', `namespace ${argocdNamespace}`],
      provides: ['repository'],
    },
    {
      id: 'apply-root-application',
      title: 'Hand the cluster over to Argo CD',
      text: 'The root Application holds all others, itself included. From here on nobody applies anything by hand: what stands on the branch is what runs.',
      commands: [
        {
          run: sh`kubectl --context ${context} apply --server-side --field-manager=argocd-controller --filename=${paths.rootProject} --filename=${paths.rootApplication}`,
          prints: 'application.argoproj.io/root serverside-applied',
        },
      ],
      resume: 'Repeat it: it changes nothing that is there.',
      needs: [
        'repository',
        'kind argoproj.io/Application',
        'kind argoproj.io/AppProject',
        `namespace ${argocdNamespace}`,
      ],
      provides: ['root'],
    },
    {
      id: 'wait-for-sync',
      title: 'Wait until everything is synced and healthy',
      text: 'Components come in waves, apps after them. An Application that is too early retries by itself.',
      commands: [
        {
          run: sh`kubectl --context ${context} --namespace ${argocdNamespace} wait application/root --for=${'jsonpath={.status.sync.status}=Synced'} --timeout=30m`,
          prints: 'application.argoproj.io/root condition met',
        },
        {
          run: sh`kubectl --context ${context} --namespace ${argocdNamespace} wait application --all --for=${'jsonpath={.status.sync.status}=Synced'} --timeout=45m`,
          prints: 'condition met, once for each Application',
        },
        {
          run: sh`kubectl --context ${context} --namespace ${argocdNamespace} wait application --all --for=${'jsonpath={.status.health.status}=Healthy'} --timeout=30m`,
          prints: 'condition met, once for each Application',
        },
      ],
      resume: `\`${sh`kubectl --context ${context} --namespace ${argocdNamespace} get applications`}\` shows which one is behind; \`kubectl describe application\` of it says why. What it waits for is most often a resource of step 0: a secret, an image, a certificate.`,
      needs: ['root', 'dns', ...resources.map(({ id }) => `resource ${id}`)],
      provides: units.map(({ name }) => `unit ${name}`),
    },
  ]
}

function isHttps(url: string): boolean {
  return url.startsWith('https://')
}

function credentialWords(url: string): string {
  return isHttps(url) ? 'a token that can read it' : 'the private deploy key'
}

/** Fields of Argo CD's repository Secret; the credential comes on standard input, never in an argument. */
function credentialArguments(url: string): string {
  const fields = sh`--from-literal=type=git ${`--from-literal=url=${url}`}`
  return isHttps(url)
    ? `${fields} --from-literal=username=git --from-file=password=/dev/stdin`
    : `${fields} --from-file=sshPrivateKey=/dev/stdin`
}
