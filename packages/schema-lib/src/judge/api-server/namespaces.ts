import { qualifiedName } from './names.ts'
import { at, itemsOf, type Place, type ServerFinding } from './place.ts'
import { checkName } from './texts.ts'

/**
 * Namespaces: what must be done before they go.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateNamespace, validateKubeFinalizerName.
 */
export function checkNamespace(root: Place): readonly ServerFinding[] {
  return itemsOf(at(root, 'spec', 'finalizers')).flatMap((finalizer) =>
    checkName(
      finalizer,
      'the finalizer',
      (text) =>
        qualifiedName(text) ??
        (text.includes('/') || ['kubernetes', 'orphan', 'foregroundDeletion'].includes(text)
          ? undefined
          : "is none of Kubernetes' own, and has no domain, as in 'example.com/cleanup'"),
    ),
  )
}
