import { syncedPods } from '../pods.ts'
import type { Rule } from '../rule.ts'

/**
 * An image is named by its digest. A tag can be moved to other bytes: what was reviewed and what runs then differ, and
 * two nodes may run different code. An error where guardrails are strict, a warning elsewhere.
 */
export const requireImageDigest: Rule = {
  id: 'require-image-digest',
  check: (world) =>
    syncedPods(world).flatMap(({ object, pointer, spec }) =>
      (['initContainers', 'containers'] as const).flatMap((list) =>
        (spec[list] ?? []).flatMap(({ name, image }, index) => {
          if (image === undefined || /@sha256:[0-9a-f]{64}$/.test(image)) return []
          return [
            {
              object,
              pointer: `${pointer}/${list}/${index}/image`,
              severity:
                world.profile.level === 'strict' ? ('error' as const) : ('warning' as const),
              message: `container ${name ?? index} runs ${image} by tag; a tag can be moved, so what was reviewed is not what must run`,
              hint: `pin the digest that the registry shows for it (apps.<app>.image.digest of the environment), or name the exception under 'suppressions'`,
            },
          ]
        }),
      ),
    ),
}
