/**
 * Releases an image and kills itself, without a chance to clean up, before an operation on the tree.
 *
 * Usage: node --import tsx killed-release.child.ts <ReleaseOptions with `last`, the operation's number, as JSON>
 */
import { type ReleaseOptions, releaseImage } from '@skyctl/generate'

const { last, ...options } = JSON.parse(process.argv[2] ?? '{}') as ReleaseOptions & {
  last: number
}
let made = 0
await releaseImage({
  ...options,
  onOperation: () => {
    if (made++ === last) process.kill(process.pid, 'SIGKILL')
  },
})
