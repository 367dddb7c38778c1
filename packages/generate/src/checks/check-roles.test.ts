import { createClusterConfig } from '@skyctl/eks-lib'
import { type ComponentRole, defineComponent, type Unit } from '@skyctl/model'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clusterSpec } from '../projections/cluster/cluster-spec.ts'
import { sampleApp, sampleEnvironment, sampleWorkspace } from '../testing/sample-workspace.ts'
import { resolveUnits } from '../units/resolve-units.ts'
import { checkRoles } from './check-roles.ts'

const environment = sampleEnvironment()
const read = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme/*'] }
const role = (changes: Partial<ComponentRole> = {}): ComponentRole => ({
  suffix: 'net',
  serviceAccount: 'net',
  statements: [read],
  ...changes,
})

/** Units of an app that asks for these statements, and of components that ask for these roles. */
function unitsOf(iam: readonly object[], ...components: (readonly ComponentRole[])[]) {
  const apps = [sampleApp('web', { kind: 'Deployment', iam })]
  const definitions = components.map((roles, index) => [
    `component-${index}`,
    defineComponent({
      description: 'A sample',
      team: 'platform',
      namespace: 'net',
      options: z.strictObject({}),
      build: () => ({ iam: roles }),
    }),
  ])
  const workspace = sampleWorkspace(apps, { components: Object.fromEntries(definitions) })
  return resolveUnits(workspace, environment).units
}

/** What is wrong with units, beside the cluster that is made of `made`. */
const problems = (units: readonly Unit[], made = units) =>
  checkRoles(units, createClusterConfig(clusterSpec(environment, made)), environment).map(
    ({ id, where, message, hint }) => `${where.file} ${id}: ${message} | ${hint}`,
  )

it('units that ask for nothing are fine', () => {
  expect(problems(unitsOf([], []))).toEqual([])
})

it('every request has its role in the cluster that is made of it', () => {
  expect(problems(unitsOf([read], [role()], [role({ suffix: 'dns' })]))).toEqual([])
})

describe('missing-role', () => {
  it('is an app that asks and whose unit has no role', () => {
    const units = unitsOf([read]).map((unit) => ({ ...unit, iam: [] }))
    expect(problems(units)).toMatchInlineSnapshot(`
      [
        "apps/web/app.ts missing-role: web asks for permissions and gets no IAM role: AWS would refuse every call (in live) | this is a fault of the tool: please report it",
      ]
    `)
  })

  it('is a role that cluster.yaml does not create', () => {
    expect(problems(unitsOf([], [role()]), [])).toMatchInlineSnapshot(`
      [
        "platform/component-0/component.ts missing-role: component-0 asks for permissions that cluster.yaml gives to no role acme-live-net: AWS would refuse the calls (in live) | this is a fault of the tool: please report it",
      ]
    `)
  })

  it.each([
    ['other statements', { statements: [{ ...read, resources: ['*'] }] }],
    ['another ServiceAccount', { serviceAccount: 'dns' }],
    ['another namespace', { namespace: 'dns' }],
  ])('is a role that cluster.yaml creates with %s', (_, changes) => {
    expect(problems(unitsOf([], [role()]), unitsOf([], [role(changes)]))).toEqual([
      expect.stringContaining('missing-role: component-0 asks for permissions that cluster.yaml'),
    ])
  })
})

describe('duplicate-role', () => {
  it('is one name that two units want, and says nothing else of either', () => {
    const other = role({ serviceAccount: 'other', statements: [{ ...read, resources: ['*'] }] })
    expect(problems(unitsOf([], [role()], [other]))).toMatchInlineSnapshot(`
      [
        "platform/component-1/component.ts duplicate-role: component-1 and component-0 both want an IAM role named acme-live-net, and IAM has one of each name (in live) | give the role of one of them another suffix",
      ]
    `)
  })

  it("is a component's suffix that is the name of an app", () => {
    expect(problems(unitsOf([read], [role({ suffix: 'web' })]))).toEqual([
      expect.stringContaining('duplicate-role: web and component-0 both want'),
    ])
  })
})

describe('of a component, which nobody judged at load,', () => {
  it('an action that IAM does not know is refused', () => {
    const statements = [{ ...read, actions: ['s3:GetObjcet', 's3:GetObject'] }]
    expect(problems(unitsOf([], [role({ statements })]))).toMatchInlineSnapshot(`
      [
        "platform/component-0/component.ts unknown-iam-action: role acme-live-net allows s3:GetObjcet: s3 has no such action, so it would grant nothing (in live) | did you mean 's3:GetObject'?",
      ]
    `)
  })

  it('a policy of more than 10,240 characters is refused', () => {
    const statements = [{ ...read, resources: ['a'.repeat(10_240)] }]
    expect(problems(unitsOf([], [role({ statements })]))).toMatchInlineSnapshot(`
      [
        "platform/component-0/component.ts iam-policy-too-long: the policy of role acme-live-net has 10339 characters, and IAM allows 10240 (in live) | name resources by a common prefix, or use two roles",
      ]
    `)
  })

  it('a name of 64 characters is accepted, and one more refused', () => {
    const named = (length: number) => role({ suffix: 'n'.repeat(length - 'acme-live-'.length) })
    expect(problems(unitsOf([], [named(64)]))).toEqual([])
    expect(problems(unitsOf([], [named(65)]))).toEqual([
      expect.stringContaining('has 65 characters, and IAM allows 64 (in live)'),
    ])
  })
})
