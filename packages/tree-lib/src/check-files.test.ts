import type { PlannedFile } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { checkFiles } from './check-files.ts'

function text(path: string, owner = 'cart'): PlannedFile {
  return { path, owner, origin: `apps/${owner}/app.ts`, body: { kind: 'text', text: '' } }
}

const ids = (files: readonly PlannedFile[]) => checkFiles(files).map(({ id }) => id)

describe('checkFiles', () => {
  it('accepts no files, and ordinary ones', () => {
    expect(checkFiles([])).toEqual([])
    expect(
      checkFiles([
        text('production/apps/cart/shop/service.core.cart.yaml'),
        text('production/apps/cart/_cluster/clusterrole.rbac.authorization.k8s.io.a%3ab.yaml'),
        text('production/cluster/RUNBOOK.md', '_cluster'),
        text('types/cart.d.ts', '_types'),
      ]),
    ).toEqual([])
  })

  it('names both producers of one path', () => {
    const files = [text('production/a/x.yaml', 'cart'), text('production/a/x.yaml', 'checkout')]
    expect(checkFiles(files)).toMatchInlineSnapshot(`
      [
        {
          "hint": "rename or remove one of the two objects",
          "id": "path-collision",
          "message": "'production/a/x.yaml' is planned twice: by 'cart' from apps/cart/app.ts and by 'checkout' from apps/checkout/app.ts; one would overwrite the other",
          "severity": "error",
          "where": {
            "file": "generated/production/a/x.yaml",
          },
        },
      ]
    `)
  })

  it('sees paths that differ in case only, and a file where a folder is needed', () => {
    expect(ids([text('production/a/x.md'), text('production/a/X.md')])).toEqual(['path-collision'])
    expect(ids([text('production/a'), text('production/a/b/x.yaml')])).toEqual(['path-collision'])
  })

  it.each([
    '/etc/passwd',
    'production/../../x.yaml',
    'production/./x.yaml',
    'production//x.yaml',
    'production/x.yaml/',
    'production\\x.yaml',
    'production/x\0.yaml',
    'production/a b.yaml',
    'x.yaml',
    '',
    'production/.owners/cart.txt',
    'production/.git/config',
    'production/apps/x.skyctl-tmp',
    `production/${'x'.repeat(256)}`,
    'production/apps/kustomization.yaml',
    'production/apps/Kustomization',
    'production/apps/KUSTOMIZATION.yml',
    'production/apps/chart.YAML',
    'production/apps/x.json',
    'production/apps/x.yml',
  ])('refuses the path %j', (path) => {
    expect(ids([text(path)])).toEqual(['unsafe-path'])
  })

  it('refuses an owner that cannot be a file name', () => {
    expect(ids([text('production/x.yaml', '../x')])).toEqual(['unsafe-path'])
  })

  it('says why a path is refused', () => {
    expect(
      checkFiles([text('../x.yaml'), text('production/Chart.yaml')]).map(({ message }) => message),
    ).toMatchInlineSnapshot(`
      [
        "'../x.yaml', planned by 'cart' from apps/cart/app.ts, is not a safe path: it could leave the tree, hide in it, or not exist on another file system",
        "'production/Chart.yaml', planned by 'cart' from apps/cart/app.ts, has a name by which Argo CD takes the whole folder for a Kustomize or Helm source",
      ]
    `)
  })

  it('refuses a Secret with data, in a List too, and accepts one without', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop' } }
    const file = (name: string, body: PlannedFile['body']) => ({
      ...text(`production/a/${name}.yaml`),
      body,
    })
    expect(
      checkFiles([
        file('empty', { kind: 'manifest', manifest: { ...secret, data: {} } }),
        file('labelled', { kind: 'manifest', manifest: secret }),
        file('other', {
          kind: 'manifest',
          manifest: { ...secret, apiVersion: 'x.io/v1', data: { a: 'b' } },
        }),
      ]),
    ).toEqual([])
    const refused = [
      file('data', { kind: 'manifest', manifest: { ...secret, data: { a: 'Yg==' } } }),
      file('string', { kind: 'document', value: { ...secret, stringData: { a: 'b' } } }),
      file('list', {
        kind: 'document',
        value: { kind: 'List', items: [{ ...secret, data: { a: 'Yg==' } }] },
      }),
    ]
    expect(ids(refused)).toEqual(['secret-with-data', 'secret-with-data', 'secret-with-data'])
    expect(checkFiles(refused.slice(0, 1))).toMatchInlineSnapshot(`
      [
        {
          "hint": "put the value into the secret store and declare an ExternalSecret that reads it",
          "id": "secret-with-data",
          "message": "Secret 'db', planned by 'cart' from apps/cart/app.ts, carries its data: it would be readable in git, for ever",
          "severity": "error",
          "where": {
            "file": "generated/production/a/data.yaml",
            "object": "Secret shop/db",
          },
        },
      ]
    `)
  })
})
