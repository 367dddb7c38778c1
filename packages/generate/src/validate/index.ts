/** What judges manifests that anybody wrote: no model is loaded for it, and no construct library. */

export { kubernetesVersions } from '@skyctl/model'
export { type Baseline, renderBaseline } from '../checks/baseline.ts'
export type { GuardrailLevel } from '../checks/rule.ts'
export { readBaseline, readSuppressions } from './settings-files.ts'
export {
  isUnreadable,
  type ValidateOptions,
  type ValidateResult,
  validate,
} from './validate.ts'
export { validateBatch } from './validate-batch.ts'
