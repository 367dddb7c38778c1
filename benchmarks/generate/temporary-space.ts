import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const neededGiB = 2

/** A new folder in memory where there is room, else in the system's temporary folder. */
export function makeTemporarySpace(): string {
  return mkdtempSync(join(hasRoom(memory) ? memory : tmpdir(), 'skyctl-bench-'))
}

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return (bavail * bsize) / 1024 ** 3 >= neededGiB
  } catch {
    return false
  }
}
