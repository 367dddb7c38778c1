/** Works out who reaches whom in a synthetic world, and prints what that took: the world is read before the clock starts. */
import { prepareWorld, reachability } from '@skyctl/policy-lib'
import { ciliumWorld } from './world.ts'

const [workloads, policies] = process.argv.slice(2).map(Number)
const prepared = prepareWorld(
  ciliumWorld({ workloads: workloads ?? 0, policies: policies ?? 0 }).map((value) => ({ value })),
)
const [start, cpu] = [performance.now(), process.cpuUsage()]
const { identities, connections } = reachability(prepared)
const { user, system } = process.cpuUsage(cpu)
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    rejected: prepared.rejections.length,
    identities: identities.length,
    groups: connections.length,
  }),
)
