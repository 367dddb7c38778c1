// Takes and releases the lock given first, as often as given last, and counts in the file beside it how often it was in.
// Ends with 3 where it met somebody else inside.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { SkyError } from '@skyctl/core'
import { acquireLock } from '../lock.ts'

const [, , path = '', rounds = '0'] = process.argv
const inside = `${path}-inside`
const counter = `${path}-counter`
for (let done = 0; done < Number(rounds); ) {
  try {
    const release = acquireLock(path, { command: 'race' })
    // Fails where another process is inside.
    writeFileSync(inside, '', { flag: 'wx' })
    writeFileSync(counter, String(Number(readFileSync(counter, 'utf8')) + 1))
    rmSync(inside)
    release()
    done++
  } catch (error) {
    if (!(error instanceof SkyError)) process.exit(3)
  }
}
