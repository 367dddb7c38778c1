import { partitionOf } from '@skyctl/eks-lib'
import type { Environment, Unit } from '@skyctl/model'
import { sh } from '../shell.ts'
import { primaryOf } from '../standby.ts'
import { type AwsResource, type ResourceInputs, tagOption } from './resource.ts'

/** RDS instances that apps connect to. A standby's are replicas of its primary's. */
export function databases({ environment, environments, units }: ResourceInputs): AwsResource[] {
  const primary = primaryOf(environment, environments)
  const { region } = environment
  return databasesOf(units).map((database) => ({
    id: `database ${database.identifier}`,
    kind: 'Database',
    name: database.identifier,
    text: `${describe(database, primary)} It lives in the VPC that eksctl makes, so it comes after the control plane.`,
    usedBy: database.usedBy,
    when: 'network' as const,
    create: createCommands(environment, database, primary),
    wait: sh`aws rds wait db-instance-available --region ${region} --db-instance-identifier ${database.identifier}`,
    check: {
      run: sh`aws rds describe-db-instances --region ${region} --db-instance-identifier ${database.identifier} --query ${'DBInstances[0].DBInstanceStatus'} --output text`,
      expect: 'available',
    },
  }))
}

export interface Database {
  /** `<cluster>-<name>`. */
  readonly identifier: string
  readonly engine: string
  readonly port: number
  /** Identifier of the database that it only reads from. */
  readonly replicaOf: string | undefined
  readonly usedBy: readonly string[]
}

/** Databases by name; a read replica comes after its source. */
export function databasesOf(units: readonly Unit[]): readonly Database[] {
  const found = new Map<string, Database>()
  for (const unit of units) {
    for (const edge of unit.talksTo) {
      if (edge.to !== 'database') continue
      const { name: identifier, engine, port, replicaOf } = edge
      const usedBy = [...new Set([...(found.get(identifier)?.usedBy ?? []), unit.name])]
      found.set(identifier, { identifier, engine, port, replicaOf, usedBy })
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      Number(a.replicaOf !== undefined) - Number(b.replicaOf !== undefined) ||
      (a.identifier < b.identifier ? -1 : 1),
  )
}

function describe({ replicaOf }: Database, primary: Environment | undefined): string {
  if (replicaOf !== undefined) {
    return `A read replica of \`${replicaOf}\`: it takes load from it, has its users and passwords, and accepts no writes.`
  }
  return primary === undefined
    ? 'Class, size and engine version are your decision: the command has modest ones. RDS makes the master password and keeps it in Secrets Manager; give the apps a user of their own.'
    : `A replica of the database of ${primary.name}, in this region: it becomes a database of its own when a failover promotes it. Users and passwords are those of ${primary.name}.`
}

function createCommands(
  environment: Environment,
  database: Database,
  primary: Environment | undefined,
): string[] {
  if (database.replicaOf !== undefined) {
    const { region, tags } = environment
    // In the region of its source it takes over subnets and key; of the security group AWS's pages say two things.
    return [
      securityGroupCommand(region, database.replicaOf),
      `${sh`aws rds create-db-instance-read-replica --region ${region} --db-instance-identifier ${database.identifier} --source-db-instance-identifier ${database.replicaOf} --db-instance-class ${databaseClass} --no-publicly-accessible --deletion-protection`} --vpc-security-group-ids "$group"${tagOption(tags, 'Key,Value')}`,
    ]
  }
  return [
    ...networkCommands(environment, database),
    primary === undefined
      ? instanceCommand(environment, database)
      : replicaCommand(environment, primary, database),
  ]
}

/** The VPC's private subnets as a subnet group, and a security group that lets the VPC in. */
function networkCommands({ region, cluster, network, tags }: Environment, database: Database) {
  const { identifier, port } = database
  const tagWords = tagOption(tags, 'Key,Value')
  return [
    `vpc=$(${vpcIdCommand(region, cluster.name)})`,
    `subnets=$(${sh`aws ec2 describe-subnets --region ${region} --query ${'Subnets[].SubnetId'} --output text --filters Name=tag:kubernetes.io/role/internal-elb,Values=1`} "Name=vpc-id,Values=$vpc")`,
    `${sh`aws rds create-db-subnet-group --region ${region} --db-subnet-group-name ${identifier} --db-subnet-group-description ${`Private subnets of ${cluster.name}`}`} --subnet-ids $subnets${tagWords}`,
    `group=$(${sh`aws ec2 create-security-group --region ${region} --group-name ${identifier} --description ${`Clients of ${identifier}`} --query GroupId --output text`} --vpc-id "$vpc")`,
    `${sh`aws ec2 authorize-security-group-ingress --region ${region} --protocol tcp --port ${port} --cidr ${network.cidr}`} --group-id "$group"`,
  ]
}

/** Prints the id of the VPC that eksctl made: it names it after the cluster. */
export function vpcIdCommand(region: string, cluster: string): string {
  return sh`aws ec2 describe-vpcs --region ${region} --filters ${`Name=tag:Name,Values=eksctl-${cluster}-cluster/VPC`} --query ${'Vpcs[0].VpcId'} --output text`
}

/** Finds the security group that was made with a database, by its name. */
export function securityGroupCommand(region: string, identifier: string): string {
  return `group=$(${sh`aws ec2 describe-security-groups --region ${region} --filters ${`Name=group-name,Values=${identifier}`} --query ${'SecurityGroups[0].GroupId'} --output text`})`
}

const databaseClass = 'db.m7g.large'

function instanceCommand(environment: Environment, { identifier, engine, port }: Database) {
  const { region, cluster, encryption, tags, guardrails } = environment
  const available = guardrails.level === 'strict' ? '--multi-az' : '--no-multi-az'
  return `${sh`aws rds create-db-instance --region ${region} --db-instance-identifier ${identifier} --engine ${engine} --port ${port} --db-instance-class ${databaseClass} --allocated-storage 100 --storage-type gp3 --storage-encrypted --kms-key-id ${encryption.volumesKeyAlias} --db-name ${databaseName(identifier, cluster.name)} --master-username master --manage-master-user-password ${available} --no-publicly-accessible --backup-retention-period 14 --copy-tags-to-snapshot --deletion-protection --db-subnet-group-name ${identifier}`} --vpc-security-group-ids "$group"${tagOption(tags, 'Key,Value')}`
}

/** RDS wants letters and digits, and a letter first. */
function databaseName(identifier: string, cluster: string): string {
  return identifier
    .slice(cluster.length + 1)
    .replace(/[^A-Za-z0-9]/g, '')
    .replace(/^(?=[0-9])/, 'db')
}

/** A read replica in another region, encrypted with that region's key. */
export function replicaCommand(
  environment: Environment,
  primary: Environment,
  { identifier }: Pick<Database, 'identifier'>,
): string {
  const { region, account, encryption, tags } = environment
  const suffix = identifier.slice(environment.cluster.name.length)
  const source = `arn:${partitionOf(primary.region)}:rds:${primary.region}:${account}:db:${primary.cluster.name}${suffix}`
  return `${sh`aws rds create-db-instance-read-replica --region ${region} --source-region ${primary.region} --db-instance-identifier ${identifier} --source-db-instance-identifier ${source} --kms-key-id ${encryption.volumesKeyAlias} --db-instance-class ${databaseClass} --multi-az --no-publicly-accessible --deletion-protection --db-subnet-group-name ${identifier}`} --vpc-security-group-ids "$group"${tagOption(tags, 'Key,Value')}`
}
