import { describe, expect, it } from 'vitest'
import { createNodesV2 } from './plugin.js'

/** @param {string[]} files */
const projectsOf = (files) => {
  const [, infer] = createNodesV2
  return Object.assign({}, ...infer(files).map(([, { projects }]) => projects))
}

describe('the plugin', () => {
  it('makes a project of each app, component and environment', () => {
    expect(
      projectsOf(['environments/live.yaml', 'apps/web/app.ts', 'platform/cilium/component.ts']),
    ).toEqual({
      'apps/web': {
        name: 'web',
        root: 'apps/web',
        tags: ['layer:app'],
        implicitDependencies: ['@skyctl/model'],
      },
      'environments/live.yaml': {
        name: 'environments/live',
        root: 'environments/live.yaml',
        tags: ['layer:environment'],
        implicitDependencies: [],
      },
      'platform/cilium': {
        name: 'cilium',
        root: 'platform/cilium',
        tags: ['layer:component'],
        implicitDependencies: ['@skyctl/model'],
      },
    })
  })

  it('lets every environment depend on the defaults, which depend on nothing', () => {
    const projects = projectsOf(['environments/live.yaml', 'environments/defaults.yaml'])
    expect(projects['environments/live.yaml'].implicitDependencies).toEqual([
      'environments/defaults',
    ])
    expect(projects['environments/defaults.yaml'].implicitDependencies).toEqual([])
  })

  it('knows a project by its name alone: an app that is called like an environment is another', () => {
    const names = Object.values(projectsOf(['environments/live.yaml', 'apps/live/app.ts']))
    expect(names.map(({ name }) => name)).toEqual(['live', 'environments/live'])
  })
})
