import type { Answer } from '@skyctl/policy-lib'
import type { Verdict } from '../cilium-judge.ts'

/** In what two answers to a query differ, in words; undefined where they do not. */
export function differenceOf(ours: Answer, theirs: Verdict): string | undefined {
  const isDifferent = (['egress', 'ingress'] as const).some((one) => ours[one] !== theirs[one])
  // The labels in the text of the error say which policy it is, not which fault.
  if (isDifferent && theirs.errors !== undefined) {
    const faults = theirs.errors.map((error) => error.replace(/&LabelSelector.*?\},\}/g, '...'))
    return `policy-lib does not see that a policy cannot be computed: ${faults.join('; ')}`
  }
  for (const member of ['egress', 'ingress', 'verdict'] as const) {
    if (ours[member] !== theirs[member]) {
      return `${member}: policy-lib says ${ours[member]}, Cilium ${theirs[member]}`
    }
  }
  const [own, other] = [proxies(ours.l7), proxies(theirs.l7)]
  return own === other
    ? undefined
    : `l7: policy-lib says ${own || 'none'}, Cilium ${other || 'none'}`
}

function proxies(
  all: readonly { readonly direction: string; readonly type: string }[] | undefined,
): string {
  return [...new Set((all ?? []).map(({ direction, type }) => `${direction} ${type}`))]
    .sort()
    .join(', ')
}
