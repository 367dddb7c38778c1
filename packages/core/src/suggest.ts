/**
 * The candidate that a misspelt word most likely meant, or undefined where none is near:
 * at most a third of the word's letters, and at least one, but never all, may differ (Damerau-Levenshtein).
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance && distance < word.length) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** `did you mean 'x'? ` where a candidate is near, else the list of what is known. */
export function suggestionHint(word: string, candidates: Iterable<string>): string {
  const known = [...candidates].sort()
  const near = suggest(word, known)
  if (near !== undefined) return `did you mean '${near}'?`
  if (known.length === 0) return 'none is defined'
  const shown = known.slice(0, 12).join(', ')
  return `known: ${shown}${known.length > 12 ? `, and ${known.length - 12} more` : ''}`
}

function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(
        (current[j - 1] ?? 0) + 1,
        (previous[j] ?? 0) + 1,
        (previous[j - 1] ?? 0) + cost,
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (beforePrevious[j - 2] ?? 0) + 1)
      }
      current.push(value)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.length] ?? 0
}
