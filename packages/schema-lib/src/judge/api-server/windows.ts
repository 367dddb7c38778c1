import { dnsSubdomain } from './names.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  isTrue,
  nothing,
  type Place,
  type ServerFinding,
  shown,
} from './place.ts'
import type { PodTemplate } from './pod-templates.ts'
import { checkName } from './texts.ts'

const ofPods = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
]
const ofContainers = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
]

/**
 * What only pods of Windows have, and what they never have.
 *
 * Source: pkg/apis/core/validation/validation.go, validateWindows, validateLinux, validateWindowsHostProcessPod,
 * validateWindowsSecurityContextOptions.
 */
export function checkWindows({ spec, containers }: PodTemplate): readonly ServerFinding[] {
  const pod = at(spec, 'securityContext')
  const contexts = containers.map(({ place }) => at(place, 'securityContext'))
  const os = at(spec, 'os', 'name').value
  const isAboutWindows =
    os !== undefined || [pod, ...contexts].some((context) => isSet(at(context, 'windowsOptions')))
  if (!isAboutWindows) return nothing
  return [
    ...[pod, ...contexts].flatMap((context) => checkOptions(at(context, 'windowsOptions'))),
    ...(os === 'windows' ? checkForeign(spec, pod, contexts) : nothing),
    ...(os === 'linux'
      ? [pod, ...contexts].flatMap((context) =>
          forbid(at(context, 'windowsOptions'), 'a pod of Linux has no windowsOptions'),
        )
      : nothing),
    ...checkHostProcess(spec, pod, contexts),
  ]
}

function checkForeign(
  spec: Place,
  pod: Place,
  contexts: readonly Place[],
): readonly ServerFinding[] {
  const reason = 'a pod of Windows cannot have it'
  return [
    ...ofPods.flatMap((field) => forbid(at(pod, field), reason)),
    ...contexts.flatMap((context) =>
      ofContainers.flatMap((field) => forbid(at(context, field), reason)),
    ),
    ...['hostUsers', 'shareProcessNamespace', 'resources'].flatMap((field) =>
      forbid(at(spec, field), reason),
    ),
    ...['hostPID', 'hostIPC'].flatMap((field) =>
      isTrue(at(spec, field)) ? forbid(at(spec, field), reason) : nothing,
    ),
    ...(isEmpty(at(pod, 'sysctls')) ? nothing : forbid(at(pod, 'sysctls'), reason)),
  ]
}

function forbid(place: Place, reason: string): readonly ServerFinding[] {
  return isSet(place) ? find(place, reason, 'remove it, or correct os.name') : nothing
}

function checkOptions(options: Place): readonly ServerFinding[] {
  const spec = at(options, 'gmsaCredentialSpec')
  const user = at(options, 'runAsUserName')
  return [
    ...checkName(at(options, 'gmsaCredentialSpecName'), 'the name', dnsSubdomain),
    ...(spec.value === '' || String(spec.value ?? '').length > 64 * 1024
      ? find(spec, 'the credential spec must have 1 byte to 64 KiB', 'correct it')
      : nothing),
    ...(typeof user.value === 'string' && !isUser(user.value)
      ? find(
          user,
          `${shown(user.value)} is no name of a user of Windows`,
          "write 'user' or 'domain\\user'",
        )
      : nothing),
  ]
}

function isUser(text: string): boolean {
  const parts = text.split('\\')
  const user = parts.at(-1) ?? ''
  const domain = parts.length > 1 ? parts[0] : undefined
  const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
  return (
    parts.length <= 2 &&
    !/\p{Cc}/u.test(text) &&
    /^[^"/\\:;|=,+*?<>@[\]]{1,104}$/.test(user) &&
    !/^[. ]+$/.test(user) &&
    (domain === undefined ||
      (domain.length < 256 &&
        (/^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/.test(domain) ||
          new RegExp(`^${label}(?:\\.${label})*$`).test(domain))))
  )
}

function checkHostProcess(
  spec: Place,
  pod: Place,
  contexts: readonly Place[],
): readonly ServerFinding[] {
  const ofPod = at(pod, 'windowsOptions', 'hostProcess')
  const own = contexts.map((context) => at(context, 'windowsOptions', 'hostProcess'))
  const count = own.filter((place) => (isSet(place) ? isTrue(place) : isTrue(ofPod))).length
  return [
    ...own.flatMap((place) =>
      isSet(ofPod) && isSet(place) && place.value !== ofPod.value
        ? find(place, 'hostProcess differs from that of the pod', 'write the same')
        : nothing,
    ),
    ...(count > 0 && count < own.length
      ? find(
          spec,
          'either all containers of a pod are processes of the host, or none',
          'set it for the pod',
        )
      : nothing),
    ...(count > 0 && !isTrue(at(spec, 'hostNetwork'))
      ? find(spec, 'processes of the host are in its network', 'set hostNetwork: true')
      : nothing),
  ]
}
