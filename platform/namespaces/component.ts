import { defineComponent } from '@skyctl/model'
import { z } from 'zod'
import { namespaceManifest, suppliedByCluster } from './namespace-manifest.ts'

export default defineComponent({
  description: 'Every Namespace of the cluster, with its Pod Security level and its team.',
  team: 'platform',
  namespace: 'kube-system',
  namespaceExists: true,
  options: z.strictObject({}),
  build: ({ environment, namespaces, apps, units }) => ({
    objects: namespaces
      .filter((need) => !suppliedByCluster.has(need.name))
      .map((need) =>
        namespaceManifest(need, {
          environment,
          teams: units.filter((unit) => unit.namespace === need.name).map((unit) => unit.team),
          hasIngress: apps.some(
            (app) => app.namespace === need.name && app.app?.host !== undefined,
          ),
        }),
      ),
  }),
})
