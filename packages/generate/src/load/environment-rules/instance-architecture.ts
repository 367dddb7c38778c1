export type Architecture = 'arm64' | 'x86_64'

/**
 * The processor architecture of an EC2 instance type, from its name alone: a `g` directly behind the generation says
 * Graviton (`m7g`, `c6gn`, `x2gd`, `im4gn`), and `a1` was the first of them. A leading g is a graphics family (`g6`).
 */
export function architectureOf(instanceType: string): Architecture {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? 'arm64' : 'x86_64'
}
