import nx from '@nx/eslint-plugin'
import parser from '@typescript-eslint/parser'

const allow = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags })

// The table of CONTRIBUTING.md: who may import whom. Biome does everything else.
const depConstraints = [
  allow('layer:core', 'layer:core'),
  allow('layer:tree-lib', 'layer:core'),
  allow('layer:model', 'layer:core', 'layer:tree-lib'),
  allow('layer:generate', 'layer:core', 'layer:tree-lib', 'layer:model'),
  allow('layer:cli', 'layer:core', 'layer:tree-lib', 'layer:model', 'layer:generate'),
  allow('layer:app', 'layer:core', 'layer:tree-lib', 'layer:model'),
  allow('layer:component', 'layer:core', 'layer:tree-lib', 'layer:model'),
  allow('layer:tool', 'layer:tool'),
]

export default [
  { ignores: ['generated/**', '**/node_modules/**', '.nx/**', 'benchmarks/**'] },
  {
    files: ['{packages,apps,platform,tools}/**/*.{ts,js}'],
    languageOptions: { parser },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { allow: [], depConstraints, enforceBuildableLibDependency: false },
      ],
    },
  },
]
