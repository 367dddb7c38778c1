import { compareText, type Problem, suggestionHint } from '@skyctl/core'

export interface DependencyNode {
  readonly name: string
  readonly dependsOn: readonly string[]
  /** Source file, for problems. */
  readonly origin: string
}

export interface Layers {
  /** Layer of each node, from 0: every dependency lies in a lower layer. */
  readonly layerOf: ReadonlyMap<string, number>
  readonly problems: readonly Problem[]
}

/**
 * Orders components by what they depend on: a node's layer is one above its highest dependency.
 * Unknown names and cycles are problems; a cycle is reported once, as the path that closes it.
 */
export function dependencyLayers(nodes: readonly DependencyNode[]): Layers {
  const sorted = [...nodes].sort((a, b) => compareText(a.name, b.name))
  const byName = new Map(sorted.map((node) => [node.name, node]))
  const layerOf = new Map<string, number>()
  const problems: Problem[] = []
  const reported = new Set<string>()

  const visit = (node: DependencyNode, path: readonly string[]): number => {
    const known = layerOf.get(node.name)
    if (known !== undefined) return known
    const start = path.indexOf(node.name)
    if (start >= 0) {
      reportCycle([...path.slice(start), node.name])
      return 0
    }
    let layer = 0
    for (const name of node.dependsOn) {
      const dependency = byName.get(name)
      if (dependency !== undefined) {
        layer = Math.max(layer, visit(dependency, [...path, node.name]) + 1)
      }
    }
    layerOf.set(node.name, layer)
    return layer
  }

  const reportCycle = (cycle: readonly string[]) => {
    const members = [...new Set(cycle)].sort().join(' ')
    if (reported.has(members)) return
    reported.add(members)
    problems.push({
      id: 'dependency-cycle',
      severity: 'error',
      where: { file: byName.get(cycle[0] ?? '')?.origin ?? '', pointer: '/dependsOn' },
      message: `components depend on each other in a circle: ${cycle.join(' -> ')}; none of them could be synced first`,
      hint: `remove one of these from 'dependsOn'`,
    })
  }

  for (const node of sorted) {
    for (const name of node.dependsOn) {
      if (byName.has(name)) continue
      problems.push({
        id: 'unknown-component',
        severity: 'error',
        where: { file: node.origin, pointer: `/dependsOn/${node.dependsOn.indexOf(name)}` },
        message: `${node.name} depends on '${name}', but there is no such component in platform/`,
        hint: suggestionHint(name, byName.keys()),
      })
    }
    visit(node, [])
  }
  return { layerOf, problems }
}
