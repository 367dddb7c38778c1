import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** User tags that a resource can carry. */
const maxTags = 50

/** What every AWS service accepts: letters, digits, spaces and + - = . _ : / @ */
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u

/** The tags are such that AWS accepts them, and the company's mandatory ones are among them. */
export function tagRule({ tags, mandatoryTags }: Environment): readonly EnvironmentFinding[] {
  return [
    ...mandatoryTags
      .filter((key) => tags[key] === undefined || tags[key].trim() === '')
      .map(
        (key): EnvironmentFinding => ({
          id: 'require-tag',
          path: tags[key] === undefined ? ['tags'] : ['tags', key],
          at: 'key',
          message: `tag '${key}' is mandatory and ${tags[key] === undefined ? 'missing' : 'empty'}: what costs money could not be assigned to anyone`,
          hint: `add ${key}: below tags, or remove it from mandatoryTags`,
        }),
      ),
    ...Object.entries(tags).flatMap(([key, value]) => tagFindings(key, value)),
    ...(Object.keys(tags).length > maxTags ? [tooManyTags] : []),
  ]
}

const tooManyTags: EnvironmentFinding = {
  id: 'valid-tag',
  path: ['tags'],
  at: 'key',
  message: `there are more than ${maxTags} tags, and AWS allows a resource no more`,
  hint: 'remove tags that no report reads',
}

function tagFindings(key: string, value: string): readonly EnvironmentFinding[] {
  const wrong = (at: 'key' | 'value', message: string, hint: string): EnvironmentFinding => ({
    id: 'valid-tag',
    path: ['tags', key],
    at,
    message,
    hint,
  })
  const findings: EnvironmentFinding[] = []
  if (/^aws:/i.test(key)) {
    findings.push(
      wrong(
        'key',
        `tag '${key}' begins with aws:, which AWS keeps for its own tags`,
        'rename the tag',
      ),
    )
  }
  if (/^aws:/i.test(value)) {
    findings.push(
      wrong(
        'value',
        `the value of tag '${key}' begins with aws:, which AWS keeps for itself`,
        'change the value',
      ),
    )
  }
  const allowed = 'use letters, digits, spaces and + - = . _ : / @'
  if (!tagText.test(key)) {
    findings.push(wrong('key', `tag '${key}' has characters that AWS refuses in a tag`, allowed))
  }
  if (!tagText.test(value)) {
    findings.push(
      wrong(
        'value',
        `the value of tag '${key}' has characters that AWS refuses in a tag: '${value}'`,
        allowed,
      ),
    )
  }
  return findings
}
