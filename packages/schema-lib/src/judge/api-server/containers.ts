import { dnsLabel } from './names.ts'
import { at, find, isEmptyList, isSet, nothing, type ServerFinding, textOf } from './place.ts'
import { type Container, isSidecar, type PodTemplate } from './pod-templates.ts'
import { checkName, checkPresent, checkUnique } from './texts.ts'

/**
 * Containers of a pod: names, images, and what only some of them may have.
 *
 * Source: pkg/apis/core/validation/validation.go, validateContainers, validateInitContainers, validateContainerCommon,
 * validateContainersOnlyForPod.
 */
export function checkContainers({ spec, kind, containers }: PodTemplate): readonly ServerFinding[] {
  const list = at(spec, 'containers')
  return [
    ...(isEmptyList(list)
      ? find(list, 'a pod must have a container, and the list is empty', 'add a container')
      : nothing),
    ...checkUnique(
      // Init containers are held against the others, as the API server does.
      [
        ...containers.filter((one) => one.list !== 'initContainers'),
        ...containers.filter((one) => one.list === 'initContainers'),
      ].map(({ place }) => at(place, 'name')),
      'the name of the container',
    ),
    ...containers.flatMap((container) => [
      ...checkName(at(container.place, 'name'), 'the name of the container', dnsLabel),
      ...checkImage(container, kind),
      ...checkInitContainer(container),
    ]),
    ...checkEphemeral(containers, kind),
  ]
}

function checkImage({ place }: Container, kind: string): readonly ServerFinding[] {
  const image = at(place, 'image')
  const text = textOf(image)
  if (!isSet(place)) return nothing
  if (text === undefined) return checkPresent(image, 'the image of the container')
  // Only pods themselves are held to it; a template that breaks it makes pods that are refused.
  return kind === 'Pod' && text !== text.trim()
    ? find(
        image,
        `the image '${text}' begins or ends with white space, which no registry knows`,
        'remove it',
      )
    : nothing
}

function checkInitContainer(container: Container): readonly ServerFinding[] {
  if (container.list !== 'initContainers' || isSidecar(container)) return nothing
  return ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((field) => {
    const place = at(container.place, field)
    return isSet(place)
      ? find(
          place,
          `an init container ends before the pod is ready, so that it may have no ${field}`,
          'remove it, or make the container a sidecar with restartPolicy: Always',
        )
      : nothing
  })
}

function checkEphemeral(containers: readonly Container[], kind: string): readonly ServerFinding[] {
  const first = containers.find(({ list }) => list === 'ephemeralContainers')
  return first === undefined
    ? nothing
    : find(
        first.place,
        kind === 'Pod'
          ? 'ephemeral containers are added to a pod that runs, never when it is created'
          : 'ephemeral containers are added to a pod that runs, never to its template',
        'remove it, and use kubectl debug on the pod',
      )
}
