// Preloaded into every measured process: at its end it writes what it used to the file that SKYCTL_BENCH_USAGE names.
// Helpers that still run then (esbuild keeps one) are counted too; nobody waits for them, so the system would not.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const ticksPerSecond = 100

function helpers() {
  try {
    return readdirSync('/proc/self/task')
      .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '))
      .filter((pid) => pid !== '')
      .map(usageOf)
  } catch {
    return []
  }
}

/** @param {string} pid */
function usageOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name, in parentheses, may hold spaces; user and system time are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    peakKiB: Number(peak?.[1] ?? 0),
  }
}

process.on('exit', () => {
  const file = process.env.SKYCTL_BENCH_USAGE
  if (file === undefined) return
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const others = helpers()
  const cpuSeconds = others.reduce(
    (sum, one) => sum + one.cpuSeconds,
    (userCPUTime + systemCPUTime) / 1e6,
  )
  const peakKiB = others.reduce((sum, one) => sum + one.peakKiB, maxRSS)
  writeFileSync(file, JSON.stringify({ cpuSeconds, peakKiB }))
})
