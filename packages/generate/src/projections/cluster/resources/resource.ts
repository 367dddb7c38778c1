import type { Environment, Unit } from '@skyctl/model'
import { sh, word } from '../shell.ts'

/** A command with what it prints, and so with how to tell that it worked. */
export interface Check {
  readonly run: string
  /** The exact text, or `something`: any text but none at all. */
  readonly expect: string | { readonly something: string }
}

/** Something in AWS that the tree names and does not create. */
export interface AwsResource {
  /** Unique: its sort and its name. */
  readonly id: string
  /** `KMS key`, `Certificate`: the group that it is listed in. */
  readonly kind: string
  readonly name: string
  /** What it is for and what to know before it is created. */
  readonly text: string
  /** Names of the units, or of the files, that name it. */
  readonly usedBy: readonly string[]
  /** `account`: before anything. `network`: when the cluster's VPC exists. */
  readonly when: 'account' | 'network'
  /** In order, as one script: a variable of an earlier command may be used by a later one. Empty: AWS has no command. */
  readonly create: readonly string[]
  /** Absent where nothing can be asked without knowing an id that AWS chose. */
  readonly check?: Check
  /** Waits until it can be used; absent where it can at once. */
  readonly wait?: string
}

export interface ResourceInputs {
  readonly environment: Environment
  readonly units: readonly Unit[]
  /** All environments, this one included. */
  readonly environments: readonly Environment[]
}

/** ` --tags ...` in the form that a service of AWS wants; nothing where there are none, since the option needs a value. */
export function tagOption(
  tags: Readonly<Record<string, string>>,
  form: 'Key,Value' | 'TagKey,TagValue' | 'map',
): string {
  const sorted = inOrder(tags)
  if (sorted.length === 0) return ''
  if (form === 'map') return ` --tags ${word(JSON.stringify(Object.fromEntries(sorted)))}`
  const [key, value] = form.split(',')
  return ` --tags ${sorted.map(([name, text]) => word(`${key}=${name},${value}=${text}`)).join(' ')}`
}

/** Tags of a bucket, which S3 takes in a command of their own; none where there are none. */
export function bucketTagCommands(
  bucket: string,
  region: string,
  tags: Readonly<Record<string, string>>,
): readonly string[] {
  const TagSet = inOrder(tags).map(([Key, Value]) => ({ Key, Value }))
  return TagSet.length === 0
    ? []
    : [
        sh`aws s3api put-bucket-tagging --region ${region} --bucket ${bucket} --tagging ${JSON.stringify({ TagSet })}`,
      ]
}

function inOrder(tags: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Names of the units that pass. */
export function unitsThat(
  units: readonly Unit[],
  test: (unit: Unit) => boolean,
): readonly string[] {
  return units.filter(test).map((unit) => unit.name)
}
