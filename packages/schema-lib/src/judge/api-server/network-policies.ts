import { covers, networkOf, parseNetwork } from './addresses.ts'
import { checkLabelSelector } from './label-selectors.ts'
import type { NameRule } from './names.ts'
import { checkPort, checkPortNumber } from './numbers.ts'
import {
  at,
  find,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
  wholeOf,
} from './place.ts'
import { checkName } from './texts.ts'

/**
 * NetworkPolicies: peers and ports.
 *
 * Source: pkg/apis/networking/validation/validation.go, ValidateNetworkPolicySpec.
 */
export function checkNetworkPolicy(root: Place, minor: number): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const types = at(spec, 'policyTypes')
  return [
    ...checkLabelSelector(at(spec, 'podSelector')),
    ...(
      [
        ['ingress', 'from'],
        ['egress', 'to'],
      ] as const
    ).flatMap(([direction, peers]) =>
      itemsOf(at(spec, direction)).flatMap((rule) => [
        ...itemsOf(at(rule, 'ports')).flatMap(checkPolicyPort),
        ...itemsOf(at(rule, peers)).flatMap((peer) => checkPeer(peer, networkOf(minor))),
      ]),
    ),
    ...(itemsOf(types).length > 2
      ? find(types, 'there are two types of policies, Ingress and Egress', 'remove the others')
      : nothing),
  ]
}

function checkPolicyPort(place: Place): readonly ServerFinding[] {
  const [port, end] = [at(place, 'port'), at(place, 'endPort')]
  const number = wholeOf(port)
  if (isSet(end) && number === undefined) {
    return find(
      end,
      isSet(port)
        ? 'endPort ends a range that begins with a number, and port is a name'
        : 'endPort ends a range, and there is no port that begins it',
      'write port as a number, or remove endPort',
    )
  }
  return [
    ...checkPort(port, 'the port'),
    ...checkPortNumber(end, 'endPort'),
    ...((wholeOf(end) ?? Number.POSITIVE_INFINITY) < (number ?? 0)
      ? find(end, `endPort is ${String(end.value)}, and less than port, ${number}`, 'swap them')
      : nothing),
  ]
}

function checkPeer(peer: Place, network: NameRule): readonly ServerFinding[] {
  if (!isSet(peer)) return find(peer, 'the peer says nothing', 'remove it')
  const block = at(peer, 'ipBlock')
  const isSelected = isSet(at(peer, 'podSelector')) || isSet(at(peer, 'namespaceSelector'))
  return [
    ...(isSet(block) || isSelected
      ? nothing
      : find(
          peer,
          'the peer names nobody, which is neither everybody nor nobody',
          'set podSelector, namespaceSelector or ipBlock, or leave the list out for everybody',
        )),
    ...(isSet(block) && isSelected
      ? find(peer, 'a peer is an ipBlock or is selected, not both', 'make two peers of it')
      : nothing),
    ...checkLabelSelector(at(peer, 'podSelector')),
    ...checkLabelSelector(at(peer, 'namespaceSelector')),
    ...checkBlock(block, network),
  ]
}

function checkBlock(block: Place, network: NameRule): readonly ServerFinding[] {
  const cidr = at(block, 'cidr')
  const whole = parseNetwork(textOf(cidr) ?? '')
  const faults = checkName(cidr, 'the CIDR', network)
  if (whole === undefined) return faults
  const exceptions = itemsOf(at(block, 'except')).flatMap((place) => {
    const part = parseNetwork(String(place.value))
    const faultsOfPart = checkName(place, 'the excepted CIDR', network)
    if (part === undefined || faultsOfPart.length > 0) return faultsOfPart
    return covers(whole, part) && part.prefix > whole.prefix
      ? nothing
      : find(
          place,
          `${String(place.value)} is no part of ${String(cidr.value)}, from which it is to be excepted`,
          'write a smaller network inside it',
        )
  })
  return [...faults, ...exceptions]
}
