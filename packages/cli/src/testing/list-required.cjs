// Preloaded into a run: writes at its end which CommonJS modules it loaded, to the file that REQUIRED_MODULES names.
const { writeFileSync } = require('node:fs')

process.on('exit', () => {
  writeFileSync(process.env.REQUIRED_MODULES, Object.keys(require.cache).join('\n'))
})
