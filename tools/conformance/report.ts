/** Counts checks, and keeps what failed. */
export interface Report {
  readonly check: (ok: boolean, title: string, otherwise?: string) => void
  readonly fail: (title: string, what: string) => void
  readonly pass: () => void
  readonly passed: (count: number) => void
  readonly counts: () => { readonly passed: number; readonly failed: number }
}

/** Failures printed in full; beyond it they are only counted. */
const shown = 40

export function createReport(print: (line: string) => void): Report {
  let [passed, failed] = [0, 0]
  const fail = (title: string, what: string): void => {
    failed++
    if (failed <= shown) print(`FAILED ${title}\n  ${what.replaceAll('\n', '\n  ')}`)
  }
  return {
    check: (ok, title, otherwise = '') => {
      if (ok) passed++
      else fail(title, otherwise)
    },
    fail,
    pass: () => {
      passed++
    },
    passed: (count) => {
      passed += count
    },
    counts: () => ({ passed, failed }),
  }
}
