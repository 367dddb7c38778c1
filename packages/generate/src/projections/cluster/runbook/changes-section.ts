import { sh } from '../shell.ts'
import type { StepInputs } from '../steps/step.ts'
import { block, codes, commandBlock, paragraphs, table } from './markdown.ts'

/** What Argo CD does by itself after a merge, and what eksctl must be told. */
export function changesSection({ environment, paths }: StepInputs): string {
  const { region, cluster } = environment
  const file = paths.cluster
  return paragraphs(
    '## After a change',
    `Argo CD applies what is below \`generated/${environment.name}/\` \`argocd\`, \`platform\` and \`apps\`. Nothing applies \`cluster.yaml\`: after a merge that changed it, run what belongs to the change. Commands with \`--approve\` only say what they would do without it.`,
    table(
      ['what changed in `cluster.yaml`', 'run'],
      [
        [
          'a role is new',
          `\`${sh`eksctl create iamserviceaccount --config-file ${file} --approve`}\``,
        ],
        [
          "a role's permissions",
          `\`${sh`eksctl update iamserviceaccount --config-file ${file} --approve`}\``,
        ],
        [
          'a role is gone',
          `\`${sh`eksctl delete iamserviceaccount --config-file ${file} --only-missing --approve`}\``,
        ],
        ['`version`', 'see "Upgrade Kubernetes"'],
        ['sizes of a node group', `\`${sh`eksctl scale nodegroup --config-file ${file}`}\``],
        [
          'anything else of a node group',
          'AWS cannot change it in place: see "Replace a node group"',
        ],
        [
          '`cloudWatch`',
          `\`${sh`eksctl utils update-cluster-logging --config-file ${file} --approve`}\``,
        ],
        [
          '`vpc.clusterEndpoints`, `vpc.publicAccessCIDRs`',
          `\`${sh`eksctl utils update-cluster-vpc-config --config-file ${file} --approve`}\``,
        ],
        [
          '`accessConfig.accessEntries`',
          `\`${sh`eksctl create accessentry --config-file ${file}`}\`; to take one away: \`${sh`eksctl delete accessentry --cluster ${cluster.name} --region ${region} --principal-arn`} ARN\``,
        ],
        [
          'name, region, zones, VPC CIDR, Service CIDR, key of secrets',
          'cannot be changed: build a second cluster beside this one and move',
        ],
      ],
    ),
  )
}

/** How each piece is brought to a newer version. */
export function upgradeSection({ environment, paths, units }: StepInputs): string {
  const { region, cluster, kubernetes, nodeGroups, file } = environment
  const groups = Object.keys(nodeGroups).sort()
  const charts = units.flatMap((unit) =>
    unit.chart === undefined ? [] : [{ unit: unit.name, chart: unit.chart }],
  )
  return paragraphs(
    '## Upgrade',
    'One piece at a time, a less important environment first, and nothing while an Application is out of sync.',
    '### Upgrade Kubernetes',
    `The cluster runs ${kubernetes.version}. One minor at a time: control plane, add-ons, then nodes, which may be behind but never ahead. Read the notes of the release; see that the charts below support it; set \`kubernetes.version\` in \`${file}\`, generate, merge.`,
    commandBlock([
      {
        run: sh`aws eks list-insights --region ${region} --cluster-name ${cluster.name} --query ${'insights[].[name,insightStatus.status]'} --output table`,
        prints: 'PASSING in every row; a deprecated API that somebody calls stands here',
      },
      {
        run: sh`eksctl upgrade cluster --config-file ${paths.cluster} --approve`,
        prints: 'control plane has been upgraded to version ...',
      },
      {
        run: sh`eksctl update addon --config-file ${paths.cluster} --wait`,
        prints: 'updating addon, once for each',
      },
      ...groups.map((group) => ({
        run: sh`eksctl upgrade nodegroup --cluster ${cluster.name} --region ${region} --name ${group} --kubernetes-version ${kubernetes.version}`,
        prints: 'nodegroup successfully upgraded',
      })),
    ]),
    'After a failure of the node step, repeat it for the group: nodes are replaced one at a time, and a disruption budget that never lets a pod go is the usual reason. Do not count on a way back for the control plane; nodes may stay on the older minor while you look.',
    '### Upgrade the nodes of the same Kubernetes',
    'New machine images bring fixes of the kernel and of containerd. The same commands for nodes, without a change of version:',
    block(
      groups.map(
        (group) =>
          sh`eksctl upgrade nodegroup --cluster ${cluster.name} --region ${region} --name ${group}`,
      ),
    ),
    '### Replace a node group',
    `Instance types, disks, labels and taints of a group are fixed. Add a group of another name beside it in \`${file}\`, generate, create it, then remove the old one from the file, generate, and let eksctl drain and delete what the file does not name:`,
    block([
      sh`eksctl create nodegroup --config-file ${paths.cluster}`,
      sh`eksctl delete nodegroup --config-file ${paths.cluster} --only-missing --approve`,
    ]),
    '### Upgrade a component',
    `Set the new version in \`platform/<component>/values.ts\` after reading its \`README.md\` and the notes of every version between, generate, and read the diff. Argo CD does the rest after the merge. ${codes(units.filter(({ bootstrap }) => bootstrap !== undefined).map(({ name }) => name))} entered by Helm and belong to Argo CD since: never upgrade them with Helm.`,
    table(
      ['component', 'chart', 'version'],
      charts.map(({ unit, chart }) => [
        unit,
        `${chart.chart} (${chart.repository})`,
        chart.version,
      ]),
    ),
    '### Upgrade eksctl and the command line tools',
    "kubectl may be one minor older or newer than the cluster. After an upgrade of eksctl, `npm run conformance` holds the committed files against the new version's own validators once its module is pinned in `tools/conformance`.",
  )
}
