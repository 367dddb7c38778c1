import { relativePath } from './names.ts'
import { at, entriesOf, find, nothing, type Place, type ServerFinding, textOf } from './place.ts'
import type { PodTemplate } from './pod-templates.ts'

const appArmor = 'container.apparmor.security.beta.kubernetes.io/'
const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod'
const seccomp = 'container.seccomp.security.alpha.kubernetes.io/'
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost'

/**
 * Annotations of pods that the API server reads.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidatePodSpecificAnnotations.
 */
export function checkPodAnnotations({
  metadata,
  containers,
}: PodTemplate): readonly ServerFinding[] {
  const names = containers.map(({ place }) => textOf(at(place, 'name')))
  return entriesOf(at(metadata, 'annotations')).flatMap(([key, annotation]) => {
    if (key === deletionCost) return checkDeletionCost(annotation)
    if (key === seccompPod || key.startsWith(seccomp)) return checkSeccomp(annotation)
    if (!key.startsWith(appArmor)) return nothing
    const container = key.slice(appArmor.length)
    return [
      ...(names.includes(container)
        ? nothing
        : find(annotation, `the pod has no container '${container}'`, 'correct the key')),
      ...checkAppArmor(annotation),
    ]
  })
}

function checkDeletionCost(annotation: Place): readonly ServerFinding[] {
  const text = String(annotation.value)
  const number = Number(text)
  return /^(0|-?[1-9][0-9]*)$/.test(text) && number >= -(2 ** 31) && number < 2 ** 31
    ? nothing
    : find(annotation, `'${text}' is no whole number of 32 bits`, "write a number, such as '100'")
}

function checkSeccomp(annotation: Place): readonly ServerFinding[] {
  const text = String(annotation.value)
  const path = text.startsWith('localhost/') ? text.slice('localhost/'.length) : undefined
  return ['runtime/default', 'docker/default', 'unconfined'].includes(text) ||
    (path !== undefined && relativePath(path) === undefined)
    ? nothing
    : find(
        annotation,
        `'${text}' is no profile of seccomp`,
        'use securityContext.seccompProfile instead',
      )
}

function checkAppArmor(annotation: Place): readonly ServerFinding[] {
  const text = String(annotation.value)
  return ['', 'runtime/default', 'unconfined'].includes(text) || text.startsWith('localhost/')
    ? nothing
    : find(
        annotation,
        `'${text}' is no profile of AppArmor`,
        'use securityContext.appArmorProfile instead',
      )
}
