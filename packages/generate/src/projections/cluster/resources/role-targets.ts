import { sh } from '../shell.ts'
import { type AwsResource, bucketTagCommands, type ResourceInputs, tagOption } from './resource.ts'

interface Target {
  readonly kind: string
  readonly name?: string
  readonly create: readonly string[]
  readonly check: NonNullable<AwsResource['check']>
  readonly text: string
}

/** How to make what an ARN names, by the ARN's service; undefined where we do not know. */
type Tags = Readonly<Record<string, string>>
const targets: Readonly<
  Record<string, (resource: string, region: string, tags: Tags) => Target | undefined>
> = {
  ses: (resource, region, tags) => {
    const identity = /^identity\/(.+)$/.exec(resource)?.[1]
    return identity === undefined
      ? undefined
      : {
          kind: 'Mail identity',
          name: identity,
          text: 'The sender of mail. Put the three DKIM records that the command prints into the zone, and ask AWS to lift the sandbox of a new account.',
          create: [
            `${sh`aws sesv2 create-email-identity --region ${region} --email-identity ${identity} --query DkimAttributes.Tokens`}${tagOption(tags, 'Key,Value')}`,
          ],
          check: {
            run: sh`aws sesv2 get-email-identity --region ${region} --email-identity ${identity} --query VerifiedForSendingStatus --output text`,
            expect: 'True',
          },
        }
  },
  sqs: (name, region, tags) => ({
    kind: 'Queue',
    text: '',
    create: [
      `${sh`aws sqs create-queue --region ${region} --queue-name ${name} --attributes SqsManagedSseEnabled=true`}${tagOption(tags, 'map')}`,
    ],
    check: {
      run: sh`aws sqs get-queue-url --region ${region} --queue-name ${name} --query QueueUrl --output text`,
      expect: { something: 'the URL of the queue' },
    },
  }),
  sns: (name, region, tags) => ({
    kind: 'Topic',
    text: '',
    create: [
      `${sh`aws sns create-topic --region ${region} --name ${name}`}${tagOption(tags, 'Key,Value')}`,
    ],
    check: {
      run: sh`aws sns list-topics --region ${region} --query ${`Topics[?ends_with(TopicArn, ':${name}')].TopicArn`} --output text`,
      expect: { something: 'the ARN of the topic' },
    },
  }),
  s3: (resource, region, tags) => {
    const bucket = resource.split('/')[0] ?? resource
    return {
      kind: 'Bucket',
      text: 'Versioning, encryption with your key and replication are your decision; public access is shut.',
      create: [
        region === 'us-east-1'
          ? sh`aws s3api create-bucket --region ${region} --bucket ${bucket}`
          : sh`aws s3api create-bucket --region ${region} --bucket ${bucket} --create-bucket-configuration LocationConstraint=${region}`,
        sh`aws s3api put-public-access-block --region ${region} --bucket ${bucket} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
        ...bucketTagCommands(bucket, region, tags),
      ],
      check: {
        run: sh`aws s3api get-bucket-location --region ${region} --bucket ${bucket}`,
        expect: { something: 'its location' },
      },
    }
  },
}

/** Kinds that have a file of their own, or that are made by controllers of the cluster. */
const listedElsewhere = new Set(['secretsmanager', 'kms', 'ec2', 'elasticloadbalancing', 'iam'])

/** What the roles of apps name by ARN, in full: a role that may use something which does not exist is of no use. */
export function roleTargets({ environment, units }: ResourceInputs): AwsResource[] {
  const users = new Map<string, string[]>()
  for (const unit of units) {
    const arns = unit.iam.flatMap(({ statements }) => statements.flatMap((one) => one.resources))
    for (const arn of new Set(arns)) users.set(arn, [...(users.get(arn) ?? []), unit.name])
  }
  const declared = new Set(
    units.flatMap((unit) =>
      unit.buckets.flatMap(({ name, replica }) => (replica ? [name, replica.name] : [name])),
    ),
  )
  const found = new Map<string, AwsResource>()
  for (const [arn, usedBy] of [...users].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [, , service = '', region = '', account = '', ...rest] = arn.split(':')
    // Objects of a bucket are no reason to know their names.
    const resource = service === 's3' ? (rest.join(':').split('/')[0] ?? '') : rest.join(':')
    if (resource === '' || resource.includes('*') || listedElsewhere.has(service)) continue
    if (service === 's3' && declared.has(resource)) continue
    const place = [
      region === environment.region ? '' : region,
      account === environment.account ? '' : account,
    ].filter((part) => part !== '')
    const foreign = account !== '' && account !== environment.account
    const target = foreign
      ? undefined
      : targets[service]?.(resource, region || environment.region, environment.tags)
    const id = [service, ...place, resource].join(' ')
    found.set(id, {
      id,
      kind: target?.kind ?? `Other (${service})`,
      // The full ARN where it is not in this account and region.
      name: target === undefined || place.length > 0 ? arn : (target.name ?? resource),
      text: foreign
        ? `Belongs to account ${account}: it must exist there, and let the role in.`
        : target?.text || 'A role names it.',
      usedBy: [...new Set([...(found.get(id)?.usedBy ?? []), ...usedBy])],
      when: 'account',
      create: target?.create ?? [],
      ...(target && { check: target.check }),
    })
  }
  return [...found.values()]
}
