// Recomputes the project graph. The boundary rule reads the cached one, which does not know an app that was just added.
import { createProjectGraphAsync } from '@nx/devkit'

process.env.NX_DAEMON = 'false'
await createProjectGraphAsync({ exitOnError: true })
