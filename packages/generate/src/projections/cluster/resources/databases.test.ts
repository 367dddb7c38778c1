import { describe, expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleApp, sampleEnvironment } from '../../../testing/sample-workspace.ts'
import { databases, databasesOf } from './databases.ts'

const talks = (name: string, all: object) =>
  sampleApp(name, { kind: 'Deployment', talksTo: { databases: all } })
const web = talks('web', { 'order-history': { engine: 'postgres' } })
const inputs = (app = web, options: Parameters<typeof sampleResourceInputs>[1] = {}) =>
  sampleResourceInputs([app], options)

describe('databases', () => {
  it('are one a name, with all who use it; read replicas come after their sources', () => {
    const apps = [
      talks('a', { archive: { engine: 'mysql', port: 3307, replicaOf: 'orders' } }),
      talks('b', { orders: { engine: 'mysql', port: 3307 } }),
      talks('c', { orders: { engine: 'mysql', port: 3307 }, carts: { engine: 'postgres' } }),
    ]
    const list = databasesOf(sampleResourceInputs(apps).units)
    expect(
      list.map((one) => [one.identifier, one.engine, one.port, one.replicaOf, one.usedBy]),
    ).toEqual([
      ['acme-live-carts', 'postgres', 5432, undefined, ['c']],
      ['acme-live-orders', 'mysql', 3307, undefined, ['b', 'c']],
      ['acme-live-archive', 'mysql', 3307, 'acme-live-orders', ['a']],
    ])
  })

  it('are none where no app talks to any', () => {
    expect(databases(inputs(talks('web', {})))).toEqual([])
  })
})

describe('an instance', () => {
  it('is made in private subnets of the VPC, and lets the VPC in', () => {
    expect(databases(inputs())[0]?.create.join('\n')).toMatchInlineSnapshot(`
      "vpc=$(aws ec2 describe-vpcs --region eu-west-1 --filters Name=tag:Name,Values=eksctl-acme-live-cluster/VPC --query 'Vpcs[0].VpcId' --output text)
      subnets=$(aws ec2 describe-subnets --region eu-west-1 --query 'Subnets[].SubnetId' --output text --filters Name=tag:kubernetes.io/role/internal-elb,Values=1 "Name=vpc-id,Values=$vpc")
      aws rds create-db-subnet-group --region eu-west-1 --db-subnet-group-name acme-live-order-history --db-subnet-group-description 'Private subnets of acme-live' --subnet-ids $subnets --tags Key=owner,Value=base
      group=$(aws ec2 create-security-group --region eu-west-1 --group-name acme-live-order-history --description 'Clients of acme-live-order-history' --query GroupId --output text --vpc-id "$vpc")
      aws ec2 authorize-security-group-ingress --region eu-west-1 --protocol tcp --port 5432 --cidr 10.20.0.0/16 --group-id "$group"
      aws rds create-db-instance --region eu-west-1 --db-instance-identifier acme-live-order-history --engine postgres --port 5432 --db-instance-class db.m7g.large --allocated-storage 100 --storage-type gp3 --storage-encrypted --kms-key-id alias/acme-live-volumes --db-name orderhistory --master-username master --manage-master-user-password --no-multi-az --no-publicly-accessible --backup-retention-period 14 --copy-tags-to-snapshot --deletion-protection --db-subnet-group-name acme-live-order-history --vpc-security-group-ids "$group" --tags Key=owner,Value=base"
    `)
  })

  it('comes after the VPC, and is waited for', () => {
    const [{ id, when, wait, check } = {}] = databases(inputs())
    expect({ id, when, wait, check }).toMatchInlineSnapshot(`
      {
        "check": {
          "expect": "available",
          "run": "aws rds describe-db-instances --region eu-west-1 --db-instance-identifier acme-live-order-history --query 'DBInstances[0].DBInstanceStatus' --output text",
        },
        "id": "database acme-live-order-history",
        "wait": "aws rds wait db-instance-available --region eu-west-1 --db-instance-identifier acme-live-order-history",
        "when": "network",
      }
    `)
  })

  it.each([
    ['order-history', 'orderhistory'],
    ['2024-archive', 'db2024archive'],
    ['orders', 'orders'],
  ])('called %s holds a database called %s', (name, expected) => {
    const [one] = databases(inputs(talks('web', { [name]: { engine: 'postgres' } })))
    expect(/--db-name (\S+)/.exec(one?.create.join('\n') ?? '')?.[1]).toBe(expected)
  })

  it.each([
    ['strict', '--multi-az'],
    ['baseline', '--no-multi-az'],
  ] as const)('of a %s environment is %s', (level, option) => {
    const environment = sampleEnvironment('live', { guardrails: { level } })
    expect(databases(inputs(web, { environment }))[0]?.create.at(-1)).toContain(` ${option} `)
  })

  it('of an environment without tags has none', () => {
    const environment = sampleEnvironment('live', { tags: {} })
    expect(databases(inputs(web, { environment }))[0]?.create.join('\n')).not.toContain('--tags')
  })
})

describe('a read replica', () => {
  const app = talks('web', {
    orders: { engine: 'postgres' },
    reports: { engine: 'postgres', replicaOf: 'orders' },
  })

  it('takes network and key over from its source', () => {
    expect(databases(inputs(app))[1]?.create.join('\n')).toMatchInlineSnapshot(
      `
      "group=$(aws ec2 describe-security-groups --region eu-west-1 --filters Name=group-name,Values=acme-live-orders --query 'SecurityGroups[0].GroupId' --output text)
      aws rds create-db-instance-read-replica --region eu-west-1 --db-instance-identifier acme-live-reports --source-db-instance-identifier acme-live-orders --db-instance-class db.m7g.large --no-publicly-accessible --deletion-protection --vpc-security-group-ids "$group" --tags Key=owner,Value=base"
    `,
    )
  })

  it('says that it accepts no writes', () => {
    expect(databases(inputs(app))[1]?.text).toMatchInlineSnapshot(
      `"A read replica of \`acme-live-orders\`: it takes load from it, has its users and passwords, and accepts no writes. It lives in the VPC that eksctl makes, so it comes after the control plane."`,
    )
  })
})

describe('a database of a standby', () => {
  const environment = sampleEnvironment('dr', {
    standbyFor: 'live',
    region: 'eu-central-1',
    zones: ['eu-central-1a', 'eu-central-1b'],
    network: { cidr: '10.30.0.0/16', nat: 'Single' },
  })
  const [one] = databases(inputs(web, { environment, others: [sampleEnvironment()] }))

  it("is a replica of its primary's, encrypted with a key of its own region", () => {
    expect(one?.create.at(-1)).toMatchInlineSnapshot(
      `"aws rds create-db-instance-read-replica --region eu-central-1 --source-region eu-west-1 --db-instance-identifier acme-dr-order-history --source-db-instance-identifier arn:aws:rds:eu-west-1:111122223333:db:acme-live-order-history --kms-key-id alias/acme-dr-volumes --db-instance-class db.m7g.large --multi-az --no-publicly-accessible --deletion-protection --db-subnet-group-name acme-dr-order-history --vpc-security-group-ids "$group" --tags Key=owner,Value=base"`,
    )
  })

  it('has its network in its own region', () => {
    const regions = one?.create.slice(0, -1).flatMap((line) => line.match(/--region \S+/g) ?? [])
    expect(new Set(regions)).toEqual(new Set(['--region eu-central-1']))
  })

  it('says whose users and passwords it has', () => {
    expect(one?.text).toMatchInlineSnapshot(
      `"A replica of the database of live, in this region: it becomes a database of its own when a failover promotes it. Users and passwords are those of live. It lives in the VPC that eksctl makes, so it comes after the control plane."`,
    )
  })
})
