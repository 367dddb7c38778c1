import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chartHosts } from './chart-hosts.ts'
import { resourceExclusions } from './resource-exclusions.ts'
import { argocdServices } from './services.ts'
import { argocdWorkloads } from './workloads.ts'

const platform = join(import.meta.dirname, '..')

describe('argocd', () => {
  it('may fetch the chart of every component', () => {
    const hosts = readdirSync(platform, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name === 'values.ts')
      .flatMap((entry) =>
        [
          ...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(
            /repository: '(.+)'/g,
          ),
        ].map(([, repository]) => new URL(repository ?? '').hostname),
      )
    expect(chartHosts).toEqual(expect.arrayContaining(hosts))
  })

  it('repeats the exclusions for what the Cilium agents write', () => {
    expect(resourceExclusions()).toContain(
      '- {"apiGroups":["cilium.io"],"kinds":["CiliumIdentity","CiliumEndpoint","CiliumEndpointSlice"],"clusters":["*"]}\n',
    )
  })

  it.each([
    { highAvailability: false, dex: false },
    { highAvailability: true, dex: true },
  ])('has a container port behind every port of a Service: %o', (options) => {
    const containerPorts = new Map(
      argocdWorkloads(options).flatMap(({ name, ports = [] }) =>
        ports.map((port) => [`${name}:${port.name}`, port.port]),
      ),
    )
    for (const { workload, targetPort, port } of argocdServices(options)) {
      expect(containerPorts.get(`${workload}:${targetPort}`)).toBe(port)
    }
  })
})
