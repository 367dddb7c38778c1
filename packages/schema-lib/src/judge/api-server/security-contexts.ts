import { relativePath } from './names.ts'
import { checkBounds } from './numbers.ts'
import {
  at,
  find,
  isSet,
  isTrue,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import type { PodTemplate } from './pod-templates.ts'
import { checkChoice, checkForm, checkName, checkPresent, checkUnique } from './texts.ts'

/**
 * Who containers run as, and what they may do.
 *
 * Source: pkg/apis/core/validation/validation.go, validatePodSpecSecurityContext, ValidateSecurityContext, validateSysctls,
 * validateSeccompProfileField, ValidateAppArmorProfileField.
 */
export function checkSecurityContexts({ spec, containers }: PodTemplate): readonly ServerFinding[] {
  const pod = at(spec, 'securityContext')
  return [
    ...checkIdentity(pod),
    ...checkId(at(pod, 'fsGroup'), 'fsGroup'),
    ...itemsOf(at(pod, 'supplementalGroups')).flatMap((group) => checkId(group, 'the group')),
    ...checkChoice(at(pod, 'seLinuxChangePolicy'), 'seLinuxChangePolicy', [
      'Recursive',
      'MountOption',
    ]),
    ...checkSysctls(pod, spec),
    ...(isTrue(at(spec, 'shareProcessNamespace')) && isTrue(at(spec, 'hostPID'))
      ? find(
          at(spec, 'shareProcessNamespace'),
          'shareProcessNamespace and hostPID exclude each other',
          'keep one of them',
        )
      : nothing),
    ...containers.flatMap(({ place }) => {
      const context = at(place, 'securityContext')
      return [
        ...checkIdentity(context),
        ...checkPrivileges(context),
        ...(at(context, 'procMount').value === 'Unmasked' && at(spec, 'hostUsers').value !== false
          ? find(
              at(context, 'procMount'),
              'procMount Unmasked is allowed only where the pod has users of its own',
              'set hostUsers: false for the pod',
            )
          : nothing),
      ]
    }),
  ]
}

function checkIdentity(context: Place): readonly ServerFinding[] {
  return [
    ...checkId(at(context, 'runAsUser'), 'runAsUser'),
    ...checkId(at(context, 'runAsGroup'), 'runAsGroup'),
    ...checkProfile(at(context, 'seccompProfile'), (path) =>
      checkForm(path, 'the profile', relativePath),
    ),
    ...checkProfile(at(context, 'appArmorProfile'), (path) =>
      checkName(path, 'the profile', (text) =>
        text.trim() === text ? undefined : 'begins or ends with white space',
      ),
    ),
  ]
}

function checkId(place: Place, what: string): readonly ServerFinding[] {
  return checkBounds(place, what, { min: 0, max: 2 ** 31 - 1 })
}

/** A profile on the node's disk has a path, and no other has. */
function checkProfile(
  profile: Place,
  check: (path: Place) => readonly ServerFinding[],
): readonly ServerFinding[] {
  if (!isSet(profile)) return nothing
  const path = at(profile, 'localhostProfile')
  if (at(profile, 'type').value === 'Localhost') {
    return isSet(path) ? check(path) : checkPresent(path, 'the path of the profile')
  }
  return isSet(path)
    ? find(path, 'localhostProfile goes with the type Localhost only', 'remove it')
    : nothing
}

function checkPrivileges(context: Place): readonly ServerFinding[] {
  const escalation = at(context, 'allowPrivilegeEscalation')
  if (escalation.value !== false) return nothing
  return [
    ...(isTrue(at(context, 'privileged'))
      ? find(
          escalation,
          'a privileged container has every privilege: allowPrivilegeEscalation cannot be false',
          'remove privileged, or allowPrivilegeEscalation',
        )
      : nothing),
    ...itemsOf(at(context, 'capabilities', 'add'))
      .filter(({ value }) => value === 'CAP_SYS_ADMIN')
      .flatMap((capability) =>
        find(
          capability,
          'CAP_SYS_ADMIN lets a process escalate: allowPrivilegeEscalation cannot be false',
          'remove the capability, or allowPrivilegeEscalation',
        ),
      ),
  ]
}

const sysctlName = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/

function checkSysctls(pod: Place, spec: Place): readonly ServerFinding[] {
  const names = itemsOf(at(pod, 'sysctls')).map((sysctl) => at(sysctl, 'name'))
  return [
    ...checkUnique(names, 'the sysctl'),
    ...names.flatMap((name) => [
      ...checkName(name, 'the sysctl', (text) =>
        text.length > 253 || !sysctlName.test(text)
          ? "must be parts of lower-case letters, digits, '-' and '_', joined by '.'"
          : undefined,
      ),
      ...(
        [
          ['hostNetwork', /^net[./]/],
          [
            'hostIPC',
            /^(kernel[./](sem|shm(all|max|mni|_rmid_forced)?|msg(max|mnb|mni)?)$|fs[./]mqueue[./])/,
          ],
        ] as const
      ).flatMap(([field, own]) =>
        isTrue(at(spec, field)) && own.test(textOf(name) ?? '')
          ? find(name, `the pod shares it with the node, by ${field}: true`, 'remove one of them')
          : nothing,
      ),
    ]),
  ]
}
