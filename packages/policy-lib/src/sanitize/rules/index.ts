import type { SanitizeRule } from '../sanitize-rule.ts'
import { chooseCidrSource } from './choose-cidr-source.ts'
import { choosePeerKind } from './choose-peer-kind.ts'
import { chooseSubject } from './choose-subject.ts'
import { forbidRequires } from './forbid-requires.ts'
import { keepExceptionsInside } from './keep-exceptions-inside.ts'
import { knownEntitiesOnly } from './known-entities.ts'
import { limitPorts } from './limit-ports.ts'
import { requireSections } from './require-sections.ts'
import { requireSpec } from './require-spec.ts'
import { respectExtendedProtocols } from './respect-extended-protocols.ts'
import { respectL7Place } from './respect-l7-place.ts'
import { respectListeners } from './respect-listeners.ts'
import { respectNodeSelectors } from './respect-node-selectors.ts'
import { respectPortRanges } from './respect-port-ranges.ts'
import { validCidrs } from './valid-cidrs.ts'
import { validHttp } from './valid-http.ts'
import { validIcmps } from './valid-icmps.ts'
import { validNames } from './valid-names.ts'
import { validPorts } from './valid-ports.ts'
import { validSelectors } from './valid-selectors.ts'
import { validServerNames } from './valid-server-names.ts'

/** Everything that the agent refuses a policy for, by number. */
export const sanitizeRules: readonly SanitizeRule[] = [
  requireSpec,
  chooseSubject,
  requireSections,
  forbidRequires,
  validSelectors,
  choosePeerKind,
  respectNodeSelectors,
  knownEntitiesOnly,
  validCidrs,
  keepExceptionsInside,
  chooseCidrSource,
  validNames,
  respectPortRanges,
  validPorts,
  validIcmps,
  respectExtendedProtocols,
  limitPorts,
  respectL7Place,
  validHttp,
  validServerNames,
  respectListeners,
]
