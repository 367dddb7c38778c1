import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chartHosts } from './chart-hosts.ts'
import { resourceExclusions } from './resource-exclusions.ts'

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
})
