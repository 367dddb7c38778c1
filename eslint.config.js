import nx from '@nx/eslint-plugin'
import parser from '@typescript-eslint/parser'

const allow = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags })

/** What a stranger can use: manifests in, no company model. */
const libraries = ['layer:schema-lib', 'layer:tree-lib', 'layer:policy-lib', 'layer:eks-lib']

// The table of CONTRIBUTING.md: who may import whom. Biome does everything else.
const depConstraints = [
  allow('layer:core', 'layer:core'),
  allow('layer:schema-lib', 'layer:core'),
  allow('layer:tree-lib', 'layer:core'),
  allow('layer:policy-lib', 'layer:core', 'layer:schema-lib', 'layer:tree-lib'),
  allow('layer:eks-lib', 'layer:core', 'layer:schema-lib', 'layer:tree-lib'),
  allow('layer:model', 'layer:core', ...libraries),
  allow('layer:generate', 'layer:core', ...libraries, 'layer:model'),
  allow('layer:cli', 'layer:core', ...libraries, 'layer:model', 'layer:generate'),
  allow('layer:app', 'layer:core', ...libraries, 'layer:model'),
  allow('layer:component', 'layer:core', ...libraries, 'layer:model'),
  allow('layer:tool', 'layer:tool'),
]

export default [
  {
    ignores: [
      'generated/**',
      '**/node_modules/**',
      '.nx/**',
      'benchmarks/**',
      'tools/conformance/**',
    ],
  },
  {
    files: ['{packages,apps,platform,tools}/**/*.{ts,js}'],
    languageOptions: { parser },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        // Schemas of other tools are data beside the projects.
        {
          allow: ['/schemas/crds/'],
          depConstraints,
          enforceBuildableLibDependency: false,
        },
      ],
    },
  },
]
