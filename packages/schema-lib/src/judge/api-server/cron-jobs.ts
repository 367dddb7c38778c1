import { checkJobSpec } from './jobs.ts'
import { type NameRule, remembering } from './names.ts'
import { checkNotNegative } from './numbers.ts'
import { at, find, isSet, isTrue, nothing, type Place, type ServerFinding } from './place.ts'
import { schedule } from './schedules.ts'
import { checkName } from './texts.ts'

/**
 * When Jobs are made, and how many are kept.
 *
 * Source: pkg/apis/batch/validation/validation.go, validateCronJobSpec, ValidateJobTemplateSpec.
 */
export function checkCronJob(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const job = at(spec, 'jobTemplate', 'spec')
  return [
    ...checkName(at(spec, 'schedule'), 'the schedule', schedule),
    ...checkName(at(spec, 'timeZone'), 'the time zone', timeZone),
    ...['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'].flatMap(
      (field) => checkNotNegative(at(spec, field), field),
    ),
    ...checkJobSpec(job),
    ...(isSet(at(job, 'selector'))
      ? find(at(job, 'selector'), 'the API server makes the selectors of Jobs', 'remove it')
      : nothing),
    ...(isTrue(at(job, 'manualSelector'))
      ? find(
          at(job, 'manualSelector'),
          'the Jobs of a CronJob have selectors of their own',
          'remove it',
        )
      : nothing),
  ]
}

/** As they are written on disk, where Go looks for them. */
const areas =
  'Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US'.split(
    ' ',
  )

/** Source: validateTimeZone, and the time zones of IANA. */
const timeZone: NameRule = remembering((text) => {
  const parts = text.split('/')
  if (
    parts.some(
      (part) =>
        part === '.' || part === '..' || !/^[A-Za-z._0-9+][A-Za-z._0-9+-]{0,13}$/.test(part),
    ) ||
    text.toLowerCase() === 'local' ||
    (parts.length > 1 && !areas.includes(parts[0] ?? '')) ||
    /^[+-]/.test(text)
  ) {
    return 'is no time zone of IANA, such as Europe/Berlin or Etc/UTC'
  }
  try {
    const { timeZone: known } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions()
    return known !== text && known.toLowerCase() === text.toLowerCase()
      ? `is written ${known}`
      : undefined
  } catch {
    return 'is no time zone of IANA, such as Europe/Berlin or Etc/UTC'
  }
})
