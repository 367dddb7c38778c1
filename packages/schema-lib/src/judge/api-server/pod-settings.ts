import { addressOf } from './addresses.ts'
import { checkLabels } from './label-selectors.ts'
import { dnsLabel, dnsSubdomain, type NameRule, qualifiedName, searchPath } from './names.ts'
import { checkBounds } from './numbers.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  isTrue,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
} from './place.ts'
import type { Container, PodTemplate } from './pod-templates.ts'
import { checkChoice, checkForm, checkName, checkNotEmpty, checkUnique } from './texts.ts'

/**
 * Names that a pod refers to, its own names, and how it resolves others.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidatePodSpec, validatePodDNSConfig, validateHostUsers,
 * validatePodHostName.
 */
export function checkPodSettings({
  spec,
  kind,
  containers,
  minor,
}: PodTemplate): readonly ServerFinding[] {
  const claims = itemsOf(at(spec, 'resourceClaims'))
  return [
    ...checkForm(at(spec, 'serviceAccountName'), 'the name of the ServiceAccount', dnsSubdomain),
    ...checkForm(at(spec, 'nodeName'), 'the name of the node', dnsSubdomain),
    ...checkForm(at(spec, 'priorityClassName'), 'the name of the PriorityClass', dnsSubdomain),
    ...checkName(at(spec, 'runtimeClassName'), 'the name of the RuntimeClass', dnsSubdomain),
    // A StatefulSet names its pods itself.
    ...(kind === 'StatefulSet'
      ? nothing
      : [
          ...checkForm(at(spec, 'hostname'), 'the hostname', dnsLabel),
          ...checkForm(at(spec, 'subdomain'), 'the subdomain', dnsLabel),
        ]),
    ...checkHostnameOverride(spec),
    ...checkLabels(at(spec, 'nodeSelector')),
    ...itemsOf(at(spec, 'hostAliases')).flatMap((alias) => [
      ...checkName(at(alias, 'ip'), 'the address', addressOf(minor)),
      ...itemsOf(at(alias, 'hostnames')).flatMap((name) =>
        checkName(name, 'the hostname', dnsSubdomain),
      ),
    ]),
    ...itemsOf(at(spec, 'readinessGates')).flatMap((gate) =>
      checkName(at(gate, 'conditionType'), 'the condition', qualifiedName),
    ),
    ...itemsOf(at(spec, 'schedulingGates')).flatMap((gate) =>
      checkName(at(gate, 'name'), 'the gate', qualifiedName),
    ),
    ...checkUnique(
      itemsOf(at(spec, 'schedulingGates')).map((gate) => at(gate, 'name')),
      'the gate',
    ),
    ...checkUnique(
      claims.map((claim) => at(claim, 'name')),
      'the claim',
    ),
    ...claims.flatMap(checkResourceClaim),
    ...checkHostUsers(spec, containers),
    ...checkDns(spec, addressOf(minor)),
    ...checkChoice(at(spec, 'os', 'name'), 'the operating system', ['linux', 'windows']),
  ]
}

function checkDns(spec: Place, address: NameRule): readonly ServerFinding[] {
  const config = at(spec, 'dnsConfig')
  if (!isSet(config) && at(spec, 'dnsPolicy').value !== 'None') return nothing
  const servers = at(config, 'nameservers')
  const searches = at(config, 'searches')
  const names = itemsOf(searches)
  return [
    ...(at(spec, 'dnsPolicy').value === 'None' && isEmpty(servers)
      ? find(
          isSet(config) ? config : spec,
          'with dnsPolicy None a pod asks only the nameservers of dnsConfig, and there is none',
          'add dnsConfig.nameservers',
        )
      : nothing),
    ...itemsOf(servers).flatMap((server) => checkName(server, 'the nameserver', address)),
    ...(itemsOf(servers).length > 3
      ? find(servers, 'a pod asks 3 nameservers at most', 'remove some')
      : nothing),
    ...names.flatMap((name) => checkName(name, 'the search path', searchPath)),
    ...(names.length > 32 || names.map(({ value }) => String(value)).join(' ').length > 2048
      ? find(
          searches,
          'a pod has 32 search paths and 2048 characters of them at most',
          'shorten it',
        )
      : nothing),
    ...itemsOf(at(config, 'options')).flatMap((option) =>
      isSet(at(option, 'name'))
        ? checkNotEmpty(at(option, 'name'), 'the name of the option')
        : find(option, 'the option has no name', 'add its name, such as ndots'),
    ),
  ]
}

function checkHostUsers(spec: Place, containers: readonly Container[]): readonly ServerFinding[] {
  if (at(spec, 'hostUsers').value !== false) return nothing
  const devices = containers.flatMap(({ place }) => {
    const list = at(place, 'volumeDevices')
    return isEmpty(list)
      ? nothing
      : find(list, 'a pod with users of its own may not have block devices', 'remove one of them')
  })
  return [
    ...devices,
    ...['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
      isTrue(at(spec, field))
        ? find(
            at(spec, field),
            `a pod with users of its own (hostUsers: false) may not have ${field}`,
            'remove one of them',
          )
        : nothing,
    ),
  ]
}

function checkHostnameOverride(spec: Place): readonly ServerFinding[] {
  const name = at(spec, 'hostnameOverride')
  if (!isSet(name)) return nothing
  return [
    ...['setHostnameAsFQDN', 'hostNetwork'].flatMap((field) =>
      isTrue(at(spec, field))
        ? find(name, `hostnameOverride and ${field} exclude each other`, 'keep one of them')
        : nothing,
    ),
    ...checkName(name, 'the hostname', (text) =>
      text.length > 64 ? 'has more than 64 characters' : dnsSubdomain(text),
    ),
  ]
}

function checkResourceClaim(claim: Place): readonly ServerFinding[] {
  const fields = ['resourceClaimName', 'resourceClaimTemplateName']
  const set = fields.filter((field) => isSet(at(claim, field)))
  return [
    ...checkName(at(claim, 'name'), 'the name of the claim', dnsLabel),
    ...(set.length === 1
      ? nothing
      : find(
          claim,
          'a claim names a ResourceClaim or a template',
          `set one of ${fields.join(', ')}`,
        )),
    ...set.flatMap((field) => checkName(at(claim, field), 'the name', dnsSubdomain)),
  ]
}

/** Restarts and deadlines of a pod, which its kind limits. */
export function checkPodLifetime({ spec, kind }: PodTemplate): readonly ServerFinding[] {
  const restart = at(spec, 'restartPolicy')
  const deadline = at(spec, 'activeDeadlineSeconds')
  if (kind === 'Pod' || kind === 'PodTemplate') return checkDeadline(deadline)
  if (kind === 'Job' || kind === 'CronJob') {
    return [
      ...checkDeadline(deadline),
      ...(restart.value === 'Always' || (!isSet(restart) && isSet(spec)) || restart.value === ''
        ? find(
            isSet(restart) ? restart : spec,
            'the pods of a Job end, and restartPolicy is Always unless it is said',
            'set restartPolicy: OnFailure or Never',
          )
        : nothing),
    ]
  }
  return [
    ...(restart.value === 'Never' || restart.value === 'OnFailure'
      ? find(
          restart,
          `the pods of a ${kind} run for ever: restartPolicy must be Always`,
          'remove it',
        )
      : nothing),
    ...(isSet(deadline)
      ? find(deadline, `the pods of a ${kind} run for ever, without a deadline`, 'remove it')
      : nothing),
  ]
}

function checkDeadline(place: Place): readonly ServerFinding[] {
  return checkBounds(place, 'activeDeadlineSeconds', { min: 1, max: 2 ** 31 - 1 })
}
