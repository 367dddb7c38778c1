import { dirname, join } from 'node:path'

/** Where compiled validators stand: beside the tool's own modules, which their code requires. */
export function validatorCache(schemas: string): string {
  return join(dirname(schemas), 'node_modules', '.cache', 'skyctl', 'validators')
}
