import { describe, expect, it } from 'vitest'
import { sampleApp } from '../testing/sample-workspace.ts'
import { checkDatabases } from './database-rules.ts'

type Databases = Readonly<Record<string, object>>

/** What is wrong where each app, `a` and `b`, talks to these databases. */
const problems = (a: Databases, b: Databases = {}) =>
  checkDatabases([
    sampleApp('a', { kind: 'Deployment', talksTo: { databases: a } }),
    sampleApp('b', { kind: 'Deployment', talksTo: { databases: b } }),
  ]).map(
    ({ module, path, problem: { id, message, hint } }) =>
      `${module} ${path.join('.')} ${id}: ${message} | ${hint}`,
  )

const postgres = { engine: 'postgres' }
const mysql = { engine: 'mysql' }

it('apps without databases are fine', () => {
  expect(problems({})).toEqual([])
})

describe('conflicting-database', () => {
  it('accepts two apps that say the same', () => {
    expect(problems({ orders: postgres }, { orders: postgres })).toEqual([])
  })

  it("accepts an app that names the engine's own port, and one that is silent", () => {
    expect(problems({ orders: postgres }, { orders: { ...postgres, port: 5432 } })).toEqual([])
  })

  it('accepts two apps with a database each', () => {
    expect(problems({ orders: postgres }, { carts: mysql })).toEqual([])
  })

  it('rejects another engine, at the second app', () => {
    expect(problems({ orders: postgres }, { orders: mysql })).toMatchInlineSnapshot(`
      [
        "apps/b/app.ts talksTo.databases.orders conflicting-database: b and a say different things of the database 'orders', and there is one of that name | say the same of engine, port and replicaOf as apps/a/app.ts",
      ]
    `)
  })

  it.each([
    ['port', { ...postgres, port: 5433 }],
    ['source', { ...postgres, replicaOf: 'main' }],
  ])('rejects another %s', (_, orders) => {
    expect(problems({ main: postgres, orders: postgres }, { orders })).toEqual([
      expect.stringContaining('b/app.ts talksTo.databases.orders conflicting-database'),
    ])
  })
})

describe('unknown-database', () => {
  it('accepts a replica whose source another app names', () => {
    expect(
      problems({ reports: { ...postgres, replicaOf: 'orders' } }, { orders: postgres }),
    ).toEqual([])
  })

  it('rejects a replica of what nobody names, with the nearest', () => {
    expect(
      problems({ reports: { ...postgres, replicaOf: 'order' } }, { orders: postgres }),
    ).toMatchInlineSnapshot(`
      [
        "apps/a/app.ts talksTo.databases.reports.replicaOf unknown-database: 'reports' is to be a read replica of 'order', but no app talks to such a database | did you mean 'orders'?",
      ]
    `)
  })
})

describe('invalid-replica', () => {
  it('accepts a source with the same engine', () => {
    expect(problems({ orders: mysql, reports: { ...mysql, replicaOf: 'orders' } })).toEqual([])
  })

  it('rejects a source with another engine', () => {
    expect(
      problems({ orders: postgres, reports: { ...mysql, replicaOf: 'orders' } }),
    ).toMatchInlineSnapshot(`
      [
        "apps/a/app.ts talksTo.databases.reports.replicaOf invalid-replica: 'reports' runs mysql, and its source 'orders' runs postgres | use postgres",
      ]
    `)
  })

  it('rejects another port than that of the source', () => {
    expect(
      problems({
        orders: { ...postgres, port: 5433 },
        reports: { ...postgres, replicaOf: 'orders' },
      }),
    ).toMatchInlineSnapshot(`
      [
        "apps/a/app.ts talksTo.databases.reports.replicaOf invalid-replica: 'reports' is to listen on 5432, and a read replica listens where its source does, on 5433 | set port 5433",
      ]
    `)
  })

  it('rejects itself as the source', () => {
    expect(problems({ orders: { ...postgres, replicaOf: 'orders' } })).toMatchInlineSnapshot(`
      [
        "apps/a/app.ts talksTo.databases.orders.replicaOf invalid-replica: 'orders' is to be a read replica of itself | name the database that takes the writes, or remove replicaOf",
      ]
    `)
  })

  it('rejects a source that is a replica itself', () => {
    expect(
      problems({
        orders: postgres,
        reports: { ...postgres, replicaOf: 'orders' },
        charts: { ...postgres, replicaOf: 'reports' },
      }),
    ).toMatchInlineSnapshot(`
      [
        "apps/a/app.ts talksTo.databases.charts.replicaOf invalid-replica: 'reports' is itself a read replica, of 'orders' | name orders",
      ]
    `)
  })
})
