import { checkLabelSelector, checkLabels, isSelectorEmpty, selects } from './label-selectors.ts'
import { checkTemplateMetadata } from './metadata.ts'
import { dnsLabel } from './names.ts'
import { checkNotNegative } from './numbers.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  wholeOf,
} from './place.ts'
import { podTemplateOf } from './pod-templates.ts'
import { checkChoice, checkForm, checkPresent } from './texts.ts'
import { checkUpdateStrategy } from './update-strategies.ts'
import { checkClaimSpec } from './volume-claims.ts'

/**
 * Deployments, ReplicaSets, StatefulSets, DaemonSets and ReplicationControllers: how many pods, and which are theirs.
 *
 * Source: pkg/apis/apps/validation/validation.go, ValidateDeploymentSpec, ValidateReplicaSetSpec, ValidateStatefulSetSpec,
 * ValidateDaemonSetSpec; pkg/apis/core/validation/validation.go, ValidateReplicationControllerSpec.
 */
export function checkWorkload(kind: string): (root: Place) => readonly ServerFinding[] {
  return (root) => {
    const spec = at(root, 'spec')
    return [
      ...['replicas', 'minReadySeconds', 'revisionHistoryLimit'].flatMap((field) =>
        // A StatefulSet's history is not looked at.
        kind === 'StatefulSet' && field === 'revisionHistoryLimit'
          ? nothing
          : checkNotNegative(at(spec, field), field),
      ),
      ...(kind === 'ReplicationController' ? checkPlainSelector(root) : checkSelector(kind, root)),
      ...checkUpdateStrategy(kind, spec),
      ...(kind === 'Deployment' ? checkProgress(spec) : nothing),
      ...(kind === 'StatefulSet' ? checkStatefulSet(spec) : nothing),
    ]
  }
}

/** Labels and annotations of the template of a pod. */
export function checkPodMetadata(kind: string): (root: Place) => readonly ServerFinding[] {
  return (root) => {
    const { metadata } = podTemplateOf(kind, root, 0)
    return kind === 'Pod' ? nothing : checkTemplateMetadata(metadata)
  }
}

function checkSelector(kind: string, root: Place): readonly ServerFinding[] {
  const selector = at(root, 'spec', 'selector')
  const { metadata } = podTemplateOf(kind, root, 0)
  if (!isSet(selector)) return nothing
  if (isSelectorEmpty(selector)) {
    return find(
      selector,
      `the selector is empty, and a ${kind} must say which pods are its own`,
      'add matchLabels that the template has too',
    )
  }
  const faults = checkLabelSelector(selector)
  if (faults.length > 0) return faults
  return selects(selector, at(metadata, 'labels').value)
    ? nothing
    : find(
        selector,
        `the selector does not match the labels of the template, so that the ${kind} would not know its own pods`,
        'use the same labels in both',
      )
}

function checkPlainSelector(root: Place): readonly ServerFinding[] {
  const selector = at(root, 'spec', 'selector')
  const labels = at(root, 'spec', 'template', 'metadata', 'labels')
  // It is the template's labels where nothing else is said.
  if (isEmpty(selector)) {
    return isEmpty(labels)
      ? find(at(root, 'spec'), 'there is no selector, and no labels that could be it', 'add labels')
      : nothing
  }
  return selects({ value: { matchLabels: selector.value } }, labels.value)
    ? checkLabels(selector)
    : find(selector, 'the selector does not match the labels of the template', 'use the same')
}

function checkProgress(spec: Place): readonly ServerFinding[] {
  const deadline = at(spec, 'progressDeadlineSeconds')
  const ready = wholeOf(at(spec, 'minReadySeconds')) ?? 0
  const seconds = wholeOf(deadline) ?? 600
  return [
    ...checkNotNegative(deadline, 'progressDeadlineSeconds'),
    ...(seconds <= ready
      ? find(
          isSet(deadline) ? deadline : at(spec, 'minReadySeconds'),
          `progressDeadlineSeconds is ${seconds}, and must be more than minReadySeconds, ${ready}: no rollout could end`,
          'raise progressDeadlineSeconds',
        )
      : nothing),
  ]
}

function checkStatefulSet(spec: Place): readonly ServerFinding[] {
  const retention = at(spec, 'persistentVolumeClaimRetentionPolicy')
  return [
    ...checkForm(at(spec, 'serviceName'), 'the name of the Service', dnsLabel),
    ...checkNotNegative(at(spec, 'ordinals', 'start'), 'the first ordinal'),
    ...['whenDeleted', 'whenScaled'].flatMap((field) =>
      at(retention, field).value === ''
        ? nothing
        : checkChoice(at(retention, field), field, ['Retain', 'Delete']),
    ),
    ...itemsOf(at(spec, 'volumeClaimTemplates')).flatMap((claim) =>
      isSet(at(claim, 'spec'))
        ? checkClaimSpec(at(claim, 'spec'))
        : checkPresent(at(claim, 'spec'), 'the spec of the claim'),
    ),
  ]
}
