// Syncs files given as JSON `{ path: text }` into the folder given first, and kills itself before operation number
// `killAt` where that is given. Prints the result, or the problems of the error.
import { SkyError } from '@skyctl/core'
import { syncTree } from '../sync-tree.ts'
import { rendered } from './rendered.ts'

const [, , root = '', files = '{}', killAt] = process.argv
let operation = 0
try {
  const result = syncTree({
    root,
    rendered: Object.entries(JSON.parse(files) as Record<string, string>).map(([path, text]) =>
      rendered(path, 'cart', text),
    ),
    onOperation: () => {
      if (operation++ === Number(killAt)) process.kill(process.pid, 'SIGKILL')
    },
  })
  console.log(JSON.stringify(result))
} catch (error) {
  if (!(error instanceof SkyError)) throw error
  console.log(JSON.stringify({ exitCode: error.exitCode, problems: error.problems }))
}
