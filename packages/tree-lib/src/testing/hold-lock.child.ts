// Takes the lock given first, says so, and holds it until its standard input ends.
import { SkyError } from '@skyctl/core'
import { withLock } from '../lock.ts'

const [, , path = ''] = process.argv
try {
  await withLock(path, { command: 'skyctl generate' }, async () => {
    console.log('held')
    for await (const _ of process.stdin);
  })
} catch (error) {
  if (!(error instanceof SkyError)) throw error
  console.log(error.problems[0]?.id)
  process.exitCode = error.exitCode
}
