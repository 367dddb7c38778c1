import { syncedPods } from '../pods.ts'
import { hardening, type Rule } from '../rule.ts'
import { text } from '../shapes.ts'

/** An image is named by its digest: the bytes that were reviewed and tested are the bytes that run. */
export const requireImageDigest: Rule = {
  id: 'require-image-digest',
  reach: 'namespace',
  title: 'Every image is named by its digest',
  level: 'baseline',
  severity: hardening,
  reason:
    'A tag can be moved to other bytes: what was reviewed and what runs then differ, and two nodes may run different code. A digest is a checksum of the image, so the registry cannot serve anything else under it. This is an error where guardrails are strict and a warning elsewhere, so that an environment for trying things out may follow a tag.',
  fix: 'Pin it per environment: `skyctl image set web registry.example.com/web:1.4.2@sha256:... --env production`, which writes `apps.web.image` of `environments/production.yaml`; `skyctl promote` carries it from one environment to the next. A digest is copied from the registry, never typed.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.4.2@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
`,
  },
  check: (world) =>
    syncedPods(world).flatMap(({ object, containers }) =>
      containers.flatMap(({ name, pointer, spec }) => {
        const image = text(spec.image)
        if (image === undefined || /@sha256:[0-9a-f]{64}$/.test(image)) return []
        return [
          {
            object,
            pointer: `${pointer}/image`,
            message: `container ${name} runs ${image} by tag; a tag can be moved, so what was reviewed is not what must run`,
            hint: `pin the digest that the registry shows for it (apps.<app>.image.digest of the environment), or name the exception under 'suppressions'`,
          },
        ]
      }),
    ),
}
