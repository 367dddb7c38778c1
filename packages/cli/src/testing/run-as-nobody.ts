/**
 * Runs skyctl as root bound by permissions: everything is loaded by a first run, then the process becomes nobody.
 * The tool's own files may lie where nobody cannot read, so another user id from the start would prove nothing.
 *
 * Usage: node --import tsx run-as-nobody.ts <workspace> [argument...], by default `generate`
 */
import { fileURLToPath } from 'node:url'
import { main } from '../main.ts'

const schemas = fileURLToPath(new URL('../../../../schemas', import.meta.url))

const [, , dir = '.', ...given] = process.argv
const args = given.length === 0 ? ['generate'] : given
await main(['node', 'skyctl', '-C', dir, 'generate', '--check', '--json'], { schemas })
process.setegid?.(65534)
process.seteuid?.(65534)
process.exitCode = await main(['node', 'skyctl', '-C', dir, ...args], { schemas })
