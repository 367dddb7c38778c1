import type { Problem } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { environmentsOf } from '../load/app-rules.ts'
import type { LoadedApp, Workspace } from '../load/workspace.ts'
import { appImage } from '../units/app-unit.ts'

/** One warning for each standby that would serve another image than the environment that it takes over. */
export function findStandbyImages(
  workspace: Workspace,
  app: LoadedApp,
  released: readonly Environment[],
): Problem[] {
  const runsIn = environmentsOf(app, workspace.environments)
  return workspace.environments.flatMap((standby): Problem[] => {
    const primary = released.find(({ name }) => name === standby.standbyFor)
    if (primary === undefined || !runsIn.includes(standby.name)) return []
    const [its, primarys] = [appImage(app, standby), appImage(app, primary)]
    if (its.tag === primarys.tag && its.digest === primarys.digest) return []
    return [
      {
        id: 'standby-image',
        severity: 'warning',
        where: { file: standby.file },
        message: `${standby.name} can take over ${primary.name}, but runs another image of ${app.name}: ${its.tag}`,
        hint: `skyctl promote ${app.name} --from ${primary.name} --to ${standby.name}`,
      },
    ]
  })
}
