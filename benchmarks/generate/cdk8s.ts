/**
 * cdk8s as it is best used here: one `App` an app and environment (over one shared `App`, `synth` is quadratic), plain
 * `ApiObject`s without the cost of typed constructs, cdk8s's own YAML and its own files, one an object.
 *
 * Runs in a process of its own: `node cdk8s.mjs <folder> <apps> <environments>`.
 */
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s'
import { filesOf } from './objects.ts'
import { appsOf, environmentsOf } from './workspace.ts'

const [root = '', apps, environments] = process.argv.slice(2)
const size = { apps: Number(apps), environments: Number(environments) }
const all = appsOf(size)
const teamOf = new Map(all.map((app) => [app.name, app.team]))

for (const app of all) {
  for (const environment of environmentsOf(size)) {
    const cdk = new App({
      outdir: `${root}/${environment}/${app.name}`,
      yamlOutputType: YamlOutputType.FILE_PER_RESOURCE,
    })
    const chart = new Chart(cdk, app.name, { disableResourceNameHashes: true })
    for (const { object } of filesOf(app, environment, teamOf)) {
      new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object)
    }
    cdk.synth()
  }
}
