import { suggestionHint } from '@skyctl/core'
import { databasePort } from '../units/app-unit.ts'
import { type ModuleProblem, moduleProblem } from './parse-app.ts'
import type { LoadedApp } from './workspace.ts'

type Database = LoadedApp['spec']['talksTo']['databases'][string]

/** Apps that name one database say the same of it, and a read replica has a source that somebody names. */
export function checkDatabases(apps: readonly LoadedApp[]): ModuleProblem[] {
  const first = new Map<string, { readonly app: LoadedApp; readonly database: Database }>()
  const problems: ModuleProblem[] = []
  for (const { app, name, database } of declarations(apps)) {
    const other = first.get(name)
    if (other === undefined) first.set(name, { app, database })
    else if (!isSame(other.database, database)) {
      problems.push(
        moduleProblem(
          app.origin,
          ['talksTo', 'databases', name],
          'conflicting-database',
          `${app.name} and ${other.app.name} say different things of the database '${name}', and there is one of that name`,
          `say the same of engine, port and replicaOf as ${other.app.origin}`,
        ),
      )
    }
  }
  for (const { app, name, database } of declarations(apps)) {
    const { replicaOf } = database
    if (replicaOf === undefined) continue
    const source = first.get(replicaOf)?.database
    const path = ['talksTo', 'databases', name, 'replicaOf']
    if (replicaOf === name) {
      problems.push(
        moduleProblem(
          app.origin,
          path,
          'invalid-replica',
          `'${name}' is to be a read replica of itself`,
          'name the database that takes the writes, or remove replicaOf',
        ),
      )
    } else if (source === undefined) {
      problems.push(
        moduleProblem(
          app.origin,
          path,
          'unknown-database',
          `'${name}' is to be a read replica of '${replicaOf}', but no app talks to such a database`,
          suggestionHint(
            replicaOf,
            [...first.keys()].filter((known) => known !== name),
          ),
        ),
      )
    } else if (source.replicaOf !== undefined || source.engine !== database.engine) {
      problems.push(
        moduleProblem(
          app.origin,
          path,
          'invalid-replica',
          source.replicaOf === undefined
            ? `'${name}' runs ${database.engine}, and its source '${replicaOf}' runs ${source.engine}`
            : `'${replicaOf}' is itself a read replica, of '${source.replicaOf}'`,
          source.replicaOf === undefined ? `use ${source.engine}` : `name ${source.replicaOf}`,
        ),
      )
    } else if (databasePort(source) !== databasePort(database)) {
      problems.push(
        moduleProblem(
          app.origin,
          path,
          'invalid-replica',
          `'${name}' is to listen on ${databasePort(database)}, and a read replica listens where its source does, on ${databasePort(source)}`,
          `set port ${databasePort(source)}`,
        ),
      )
    }
  }
  return problems
}

function declarations(apps: readonly LoadedApp[]) {
  return apps.flatMap((app) =>
    Object.entries(app.spec.talksTo.databases).map(([name, database]) => ({ app, name, database })),
  )
}

function isSame(a: Database, b: Database): boolean {
  return a.engine === b.engine && databasePort(a) === databasePort(b) && a.replicaOf === b.replicaOf
}
