import { finalizerName } from './metadata.ts'
import { at, itemsOf, type Place, type ServerFinding } from './place.ts'
import { checkName } from './texts.ts'

/**
 * Namespaces: what must be done before they go.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateNamespace.
 */
export function checkNamespace(root: Place): readonly ServerFinding[] {
  return itemsOf(at(root, 'spec', 'finalizers')).flatMap((finalizer) =>
    checkName(finalizer, 'the finalizer', finalizerName),
  )
}
