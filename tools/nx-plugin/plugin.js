// @ts-check
const { basename, dirname } = require('node:path')

/**
 * One project for each app and component, so that `nx affected` names what a pull request touches and the boundary rule
 * knows what a folder may import. No targets: every app's objects reach into shared files, so `generate` is one target
 * of the root. Nothing here reads a file, so the graph is as fast as its glob.
 *
 * @type {import('@nx/devkit').CreateNodesV2}
 */
const createNodes = [
  '{apps/*/app.ts,platform/*/component.ts}',
  (files) =>
    [...files].sort().map((file) => {
      const root = dirname(file)
      const layer = root.startsWith('apps/') ? 'app' : 'component'
      const project = { name: basename(root), root, tags: [`layer:${layer}`] }
      return [file, { projects: { [root]: project } }]
    }),
]

// The first name is Nx 22's, the second is Nx 23's.
exports.createNodesV2 = createNodes
exports.createNodes = createNodes
