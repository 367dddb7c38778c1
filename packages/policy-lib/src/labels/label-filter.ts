/**
 * Which labels of a pod are part of its identity. Selectors on other keys find nothing, and `NotIn` and `DoesNotExist` of them
 * find everybody. Of an expression that leaves out and one that takes in, the longer match wins.
 *
 * Source: pkg/labelsfilter/filter.go, defaultLabelPrefixCfg, filterLabels.
 */
export type LabelFilter = (source: string, key: string) => boolean

const defaultPatterns = [
  'reserved:.*',
  'io\\.kubernetes\\.pod\\.namespace',
  'io\\.cilium\\.k8s\\.namespace\\.labels',
  'app\\.kubernetes\\.io',
  'io\\.cilium\\.k8s\\.policy\\.cluster',
  'io\\.cilium\\.k8s\\.policy\\.serviceaccount',
  '!io\\.kubernetes',
  '!kubernetes\\.io',
  '!statefulset\\.kubernetes\\.io/pod-name',
  '!apps\\.kubernetes\\.io/pod-index',
  '!batch\\.kubernetes\\.io/job-completion-index',
  '!batch\\.kubernetes\\.io/controller-uid',
  '!.*beta\\.kubernetes\\.io',
  '!k8s\\.io',
  '!pod-template-generation',
  '!pod-template-hash',
  '!controller-revision-hash',
  '!controller-uid',
  '!annotation.*',
  '!etcd_node',
  '!topology\\.kubernetes\\.io',
]

interface Pattern {
  readonly ignores: boolean
  readonly source: string
  readonly expression: RegExp
}

/** @param added Patterns of Cilium's Helm value `labels`; one that takes in makes the list a list of what is taken in. */
export function createLabelFilter(added: readonly string[] = []): LabelFilter {
  const patterns = [...defaultPatterns, ...added].map(parsePattern)
  const isClosed = added.map(parsePattern).some(({ ignores }) => !ignores)
  const known = new Map<string, boolean>()
  return (source, key) => {
    const name = `${source}:${key}`
    const remembered = known.get(name)
    if (remembered !== undefined) return remembered
    const kept = keeps(patterns, isClosed, source, key)
    known.set(name, kept)
    return kept
  }
}

/** Every label counts: for Kubernetes' own reading of NetworkPolicy. */
export const keepAllLabels: LabelFilter = () => true

function keeps(
  patterns: readonly Pattern[],
  isClosed: boolean,
  source: string,
  key: string,
): boolean {
  let [included, ignored] = [0, 0]
  for (const pattern of patterns) {
    if (pattern.source !== '' && pattern.source !== source) continue
    const length = matchLength(pattern.expression, key)
    if (length === undefined) continue
    if (pattern.ignores) ignored = ignored === 0 ? length : Math.min(ignored, length)
    else included = Math.max(included, length)
  }
  return (!isClosed && ignored === 0) || included > ignored
}

function matchLength(expression: RegExp, key: string): number | undefined {
  const match = expression.exec(key)
  return match !== null && match.index === 0 ? match[0].length : undefined
}

function parsePattern(text: string): Pattern {
  const colon = text.indexOf(':')
  const source = colon < 0 ? '' : text.slice(0, colon)
  const rest = colon < 0 ? text : text.slice(colon + 1)
  const ignores = rest.startsWith('!')
  return { ignores, source, expression: new RegExp(ignores ? rest.slice(1) : rest) }
}
