import { type Problem, SkyError } from '@skyctl/core'
import type { Suppression } from '@skyctl/model'
import { createLocator, readDocuments } from '@skyctl/schema-lib'
import { z } from 'zod'
import { type Baseline, baselineSchema } from '../checks/baseline.ts'

export { renderBaseline } from '../checks/baseline.ts'

const text = z.string().min(1)
const suppressionsSchema = z.array(
  z.strictObject({ rule: text, object: text, reason: text.min(10), expires: z.iso.date() }),
)

/** @throws SkyError exit code 2 where the file holds anything else, each fault at its line. */
export function readSuppressions(file: string, content: string): readonly Suppression[] {
  return read(file, content, suppressionsSchema, 'a list of { rule, object, reason, expires }')
}

/** @throws SkyError exit code 2 where the file holds anything else, each fault at its line. */
export function readBaseline(file: string, content: string): Baseline {
  return read(file, content, baselineSchema, 'what --write-baseline wrote')
}

function read<Value>(
  file: string,
  content: string,
  schema: z.ZodType<Value>,
  wanted: string,
): Value {
  const { documents, faults } = readDocuments(content)
  const locator = createLocator(content)
  const problem = (message: string, place: object): Problem => ({
    id: 'invalid-settings',
    severity: 'error',
    where: { file, ...place },
    message,
    hint: `the file must hold ${wanted}`,
  })
  const parsed = schema.safeParse(documents[0]?.value)
  const problems = [
    ...faults.map(({ message, offset }) => problem(message, locator.at(offset))),
    ...(parsed.success
      ? []
      : parsed.error.issues.map((issue) => {
          const pointer = issue.path.map((part) => `/${String(part)}`).join('')
          return problem(issue.message, { pointer, ...locator.pointer(0, pointer) })
        })),
  ]
  if (!parsed.success || problems.length > 0) throw new SkyError(problems, { exitCode: 2 })
  return parsed.data
}
