// @ts-check
const { basename, dirname } = require('node:path')

/**
 * One project for each app, component and environment, so that `nx affected` names what a pull request touches and the boundary rule
 * knows what a folder may import. No targets: every app's objects reach into shared files, so `generate` is one target
 * of the root. Nothing here reads a file, so the graph is as fast as its glob.
 *
 * @type {import('@nx/devkit').CreateNodesV2}
 */
const createNodes = [
  '{apps/*/app.ts,platform/*/component.ts,environments/*.yaml}',
  (files) => [...files].sort().map((file) => [file, { projects: projectsOf(file, files) }]),
]

/**
 * @param {string} file
 * @param {readonly string[]} files
 */
function projectsOf(file, files) {
  if (file.startsWith('environments/')) return environmentProject(file, files)
  const root = dirname(file)
  const layer = root.startsWith('apps/') ? 'app' : 'component'
  const project = {
    name: basename(root),
    root,
    tags: [`layer:${layer}`],
    // Every one is declared with it, so a change to the model touches all of them. Nx reads no imports here.
    implicitDependencies: ['@skyctl/model'],
  }
  return { [root]: project }
}

/**
 * An environment is one file, which is its project's root; a change to the defaults touches all of them. No name can be
 * an app's, which has no slash.
 *
 * @param {string} file
 * @param {readonly string[]} files
 */
function environmentProject(file, files) {
  const defaults = 'environments/defaults.yaml'
  const hasDefaults = file !== defaults && files.includes(defaults)
  return {
    [file]: {
      name: file.slice(0, -'.yaml'.length),
      root: file,
      tags: ['layer:environment'],
      implicitDependencies: hasDefaults ? ['environments/defaults'] : [],
    },
  }
}

// The first name is Nx 22's, the second is Nx 23's.
exports.createNodesV2 = createNodes
exports.createNodes = createNodes
