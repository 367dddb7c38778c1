import { describe, expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleApp, sampleEnvironment } from '../../../testing/sample-workspace.ts'
import { imageRepositories } from './image-repositories.ts'

const own = '111122223333.dkr.ecr.eu-west-1.amazonaws.com'
const foreign = '444455556666.dkr.ecr.eu-central-1.amazonaws.com'
const runs = (name: string, repository: string, tag = '1.0.0') =>
  sampleApp(name, { kind: 'Deployment', image: { repository, tag } })

it('a repository of the own account keeps its tags and scans its images', () => {
  expect(
    imageRepositories(sampleResourceInputs([runs('web', `${own}/shop/web`)])),
  ).toMatchInlineSnapshot(`
    [
      {
        "check": {
          "expect": "shop/web",
          "run": "aws ecr describe-repositories --region eu-west-1 --registry-id 111122223333 --repository-names shop/web --query 'repositories[0].repositoryName' --output text",
        },
        "create": [
          "aws ecr create-repository --region eu-west-1 --repository-name shop/web --image-tag-mutability IMMUTABLE --image-scanning-configuration scanOnPush=true --encryption-configuration encryptionType=KMS --tags Key=owner,Value=base",
        ],
        "id": "repository 111122223333/eu-west-1/shop/web",
        "kind": "Image repository",
        "name": "111122223333/eu-west-1/shop/web",
        "text": "Tags cannot be moved, and every push is scanned.",
        "usedBy": [
          "web",
        ],
        "when": "account",
      },
    ]
  `)
})

it('two tags of one repository are one repository', () => {
  const apps = [runs('a', `${own}/web`), runs('b', `${own}/web`, '2.0.0')]
  expect(
    imageRepositories(sampleResourceInputs(apps)).map(({ name, usedBy }) => [name, usedBy]),
  ).toEqual([['111122223333/eu-west-1/web', ['a', 'b']]])
})

it('one name in two registries is two repositories', () => {
  const apps = [runs('a', `${own}/web`), runs('b', `${foreign}/web`)]
  const all = imageRepositories(sampleResourceInputs(apps))
  expect(new Set(all.map(({ id }) => id)).size).toBe(2)
})

it('images of other registries are no repositories of ECR', () => {
  const apps = [runs('a', 'registry.example.com/web'), runs('b', 'public.ecr.aws/nginx/nginx')]
  expect(imageRepositories(sampleResourceInputs(apps))).toEqual([])
})

describe('a repository of another account', () => {
  const foreignOf = (others: readonly ReturnType<typeof sampleEnvironment>[] = []) =>
    imageRepositories(sampleResourceInputs([runs('web', `${foreign}/web`)], { others }))[0]

  it('lets the account of the environment pull', () => {
    expect(foreignOf()?.create[1]).toMatchInlineSnapshot(
      `"aws ecr set-repository-policy --region eu-central-1 --repository-name web --policy-text '{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root"]},"Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:DescribeRepositories","ecr:GetDownloadUrlForLayer"]}]}'"`,
    )
  })

  it('lets every other account pull, and not the one that owns it', () => {
    const others = [
      sampleEnvironment('test', { account: '000011112222' }),
      sampleEnvironment('dr'),
      sampleEnvironment('build', { account: '444455556666' }),
    ]
    expect(foreignOf(others)?.create[1]?.match(/iam::\d+/g)).toEqual([
      'iam::000011112222',
      'iam::111122223333',
    ])
  })

  it('says that its commands need credentials of that account', () => {
    expect(foreignOf()?.text).toMatchInlineSnapshot(
      `"Belongs to account 444455556666: create it with credentials of that account. The policy lets this account's nodes pull."`,
    )
  })

  it('in China is known by its own suffix, and lets in accounts of its partition', () => {
    const repository = '444455556666.dkr.ecr.cn-north-1.amazonaws.com.cn/web'
    const environment = sampleEnvironment('live', { region: 'cn-north-1' })
    const [one] = imageRepositories(
      sampleResourceInputs([runs('web', repository)], { environment }),
    )
    expect(one?.name).toBe('444455556666/cn-north-1/web')
    expect(one?.create[1]).toContain('arn:aws-cn:iam::111122223333:root')
  })
})
