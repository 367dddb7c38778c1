import type { Environment, Unit, WorkloadKind } from '@skyctl/model'
import { argocdNamespace } from '../../argocd/applications.ts'
import { databasesOf, replicaCommand, securityGroupCommand } from '../resources/databases.ts'
import { hostsOf } from '../resources/domain.ts'
import { sh } from '../shell.ts'
import { primaryOf, standbysOf } from '../standby.ts'
import { pointHost } from '../steps/hosts.ts'
import type { StepInputs } from '../steps/step.ts'
import { commandBlock, paragraphs } from './markdown.ts'

/** Where a standby exists, how it takes over and how the primary comes back; the same text in both runbooks. */
export function failoverSection(inputs: StepInputs): string {
  const { environment, environments } = inputs
  const primary = primaryOf(environment, environments)
  if (primary !== undefined) return pairSection(primary, environment, inputs)
  const [standby] = standbysOf(environment, environments)
  return standby === undefined
    ? paragraphs(
        '## If the region is lost',
        `No environment stands in for ${environment.name}: it would be built anew in another region, from this repository and from copies of its data there.`,
      )
    : pairSection(environment, standby, inputs)
}

function pairSection(primary: Environment, standby: Environment, { units }: StepInputs): string {
  const hosts = hostsOf(units)
  const databases = databasesOf(units)
    .filter(({ replicaOf }) => replicaOf === undefined)
    .map(({ identifier }) => ({
      inPrimary: inEnvironment(identifier, primary, standby),
      inStandby: inEnvironment(identifier, standby, primary),
    }))
  return paragraphs(
    `## Failover from ${primary.name} to ${standby.name}`,
    `${standby.name} (cluster \`${standby.cluster.name}\`, ${standby.region}) runs every app on a small part of the capacity and holds replicas of the databases. Nothing here needs ${primary.region} to answer. A person decides: a failover loses what the replicas had not yet received, and going back costs as much again. If ${primary.region} still answers, stop its writes first (step A); two regions that both write cannot be joined again.`,
    commandBlock(
      [primary, standby].map(({ region, cluster }) => ({
        run: sh`aws eks update-kubeconfig --region ${region} --name ${cluster.name} --alias ${cluster.name}`,
        prints: `Added new context ${cluster.name} to ..., or Updated context`,
      })),
    ),
    `### A. Stop ${primary.name}, if it answers`,
    commandBlock(stopCommands(primary, units)),
    `### B. See that ${standby.name} is ready`,
    commandBlock([
      {
        run: sh`kubectl --context ${standby.cluster.name} --namespace argocd get applications --output ${'custom-columns=NAME:.metadata.name,SYNC:.status.sync.status,HEALTH:.status.health.status'}`,
        prints: 'Synced and Healthy in every row',
      },
      ...databases.map(({ inStandby }) => ({
        run: sh`aws cloudwatch get-metric-statistics --region ${standby.region} --namespace AWS/RDS --metric-name ReplicaLag --dimensions ${`Name=DBInstanceIdentifier,Value=${inStandby}`} --statistics Maximum --period 60 --query ${'Datapoints[].[Timestamp,Maximum]'} --output text --start-time "$(date -u -d '-10 min' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)"`,
        prints: 'seconds by which the replica was behind: what a failover loses',
      })),
    ]),
    ...(databases.length === 0
      ? []
      : [
          '### C. Promote the databases',
          'From here on the replica is a database of its own. There is no way back but a new replica.',
          commandBlock(
            databases.flatMap(({ inStandby }) => [
              {
                run: sh`aws rds promote-read-replica --region ${standby.region} --db-instance-identifier ${inStandby} --backup-retention-period 14 --query DBInstance.DBInstanceStatus --output text`,
                prints: 'a status such as modifying',
              },
              {
                run: sh`aws rds wait db-instance-available --region ${standby.region} --db-instance-identifier ${inStandby}`,
                prints: 'nothing: it takes writes',
              },
            ]),
          ),
        ]),
    '### D. Move the hosts',
    hosts.length === 0
      ? 'No app has a host: there is nothing to move.'
      : `The records of the hosts now point at ${standby.name}; resolvers follow within a minute. The autoscalers grow the apps with the traffic; node groups of ${standby.name} may grow as far as those of ${primary.name}.`,
    hosts.length === 0 ? '' : commandBlock(hosts.map((host) => pointHost(standby, host))),
    '### E. Afterwards',
    `Commit what is true now: put the replica counts of ${primary.name} under \`apps\` of \`${standby.file}\` if the failover is to last, and tell everybody that ${standby.name} serves.`,
    `## Failback from ${standby.name} to ${primary.name}`,
    `When ${primary.region} is sound again. Nothing is urgent now: choose a quiet hour.`,
    ...(databases.length === 0
      ? []
      : [
          `### A. Replicate back`,
          `The old databases of ${primary.name} are out of date. Set them aside under another name, and make replicas of what ${standby.name} has written since; wait until the lag is zero.`,
          commandBlock(
            databases.flatMap(({ inPrimary }) => replicateBack(primary, standby, inPrimary)),
          ),
        ]),
    `### ${databases.length === 0 ? 'A' : 'B'}. Stop ${standby.name}, promote, start ${primary.name}`,
    'Between the first of these commands and the last nobody can buy: minutes, if they are ready to paste.',
    commandBlock([
      ...stopCommands(standby, units),
      ...databases.flatMap(({ inPrimary }) => [
        {
          run: sh`aws rds promote-read-replica --region ${primary.region} --db-instance-identifier ${inPrimary} --backup-retention-period 14 --query DBInstance.DBInstanceStatus --output text`,
          prints: 'a status such as modifying',
        },
        {
          run: sh`aws rds wait db-instance-available --region ${primary.region} --db-instance-identifier ${inPrimary}`,
          prints: 'nothing: it takes writes',
        },
      ]),
      startCommand(primary),
      {
        run: sh`kubectl --context ${primary.cluster.name} --namespace argocd wait application --all --for=${'jsonpath={.status.health.status}=Healthy'} --timeout=30m`,
        prints: 'condition met, once for each Application',
      },
      ...hosts.map((host) => pointHost(primary, host)),
      startCommand(standby),
    ]),
    `### ${databases.length === 0 ? 'B' : 'C'}. Make ${standby.name} a standby again`,
    databases.length === 0
      ? `Undo what step E of the failover committed.`
      : `Delete the databases of ${standby.name}, which are out of date now, with a last snapshot, and create the replicas again, read replicas of them included: the commands stand in step 0 of its runbook. Undo what step E of the failover committed.`,
  )
}

/** The name that a database of one of the two has in the first. */
function inEnvironment(identifier: string, wanted: Environment, other: Environment): string {
  const suffix = identifier.startsWith(`${other.cluster.name}-`)
    ? identifier.slice(other.cluster.name.length)
    : identifier.slice(wanted.cluster.name.length)
  return `${wanted.cluster.name}${suffix}`
}

/** Argo CD stops first: it would bring the pods back. Then whatever serves, in every namespace of an app. */
function stopCommands({ cluster }: Environment, units: readonly Unit[]) {
  const workloads = units.filter(({ kind }) => kind === 'app').flatMap((unit) => unit.workloads)
  const deployed = (kind: WorkloadKind) =>
    [
      ...new Set(workloads.filter((one) => one.kind === kind).map(({ namespace }) => namespace)),
    ].sort()
  return [
    {
      run: sh`kubectl --context ${cluster.name} --namespace ${argocdNamespace} scale statefulset/argocd-application-controller --replicas=0`,
      prints: 'statefulset.apps/argocd-application-controller scaled',
    },
    ...deployed('Deployment').map((namespace) => ({
      run: sh`kubectl --context ${cluster.name} --namespace ${namespace} scale deployment --all --replicas=0`,
      prints: 'deployment.apps/... scaled, once for each',
    })),
    ...deployed('CronJob').map((namespace) => ({
      run: `${sh`kubectl --context ${cluster.name} --namespace ${namespace} get cronjob --output name`} | xargs ${sh`kubectl --context ${cluster.name} --namespace ${namespace} patch --patch ${JSON.stringify({ spec: { suspend: true } })}`}`,
      prints: 'cronjob.batch/... patched, once for each',
    })),
  ]
}

function startCommand({ cluster }: Environment) {
  return {
    run: sh`kubectl --context ${cluster.name} --namespace ${argocdNamespace} scale statefulset/argocd-application-controller --replicas=1`,
    prints: 'statefulset.apps/argocd-application-controller scaled; it brings the pods back',
  }
}

function replicateBack(primary: Environment, standby: Environment, identifier: string) {
  const { region } = primary
  return [
    {
      run: sh`aws rds modify-db-instance --region ${region} --db-instance-identifier ${identifier} --new-db-instance-identifier ${`${identifier}-before-failover`} --apply-immediately --query DBInstance.DBInstanceStatus --output text`,
      prints: 'a status; the new name holds within a minute',
    },
    {
      run: securityGroupCommand(region, identifier),
      prints: 'nothing',
    },
    {
      run: replicaCommand(primary, standby, { identifier }),
      prints: 'the description of the replica',
    },
    {
      run: sh`aws rds wait db-instance-available --region ${region} --db-instance-identifier ${identifier}`,
      prints: 'nothing: it is there, and catches up',
    },
  ]
}
