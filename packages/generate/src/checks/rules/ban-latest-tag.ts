import { syncedPods } from '../pods.ts'
import type { Rule } from '../rule.ts'
import { text } from '../shapes.ts'

/** An image is named by a version. `latest`, in words or by saying nothing, is whatever was pushed last. */
export const banLatestTag: Rule = {
  id: 'ban-latest-tag',
  reach: 'namespace',
  title: 'No image is named by the tag `latest`, or by none',
  level: 'baseline',
  severity: 'error',
  reason:
    '`latest` is whatever was pushed last, and an image without a tag is `latest`. Two pods of one Deployment run different code as soon as one is rescheduled; a rollback rolls nothing back; nobody can say what ran yesterday.',
  fix: 'Name a version in `app.ts`: `image: { repository: "registry.example.com/web", tag: "1.4.2" }`, or for one environment by `skyctl image set web registry.example.com/web:1.4.2@sha256:... --env production`.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
  - name: web
    image: registry.example.com/web:latest
`,
    good: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
  - name: web
    image: registry.example.com/web:1.4.2
`,
  },
  check: (world) =>
    syncedPods(world).flatMap(({ object, containers }) =>
      containers.flatMap(({ name, pointer, spec }) => {
        const image = text(spec.image)
        if (image === undefined || image === '' || image.includes('@')) return []
        const tag = tagOf(image)
        if (tag !== undefined && tag !== 'latest') return []
        return [
          {
            object,
            pointer: `${pointer}/image`,
            message: `container ${name} runs ${image}, which is whatever was pushed last${tag === undefined ? ' (no tag means latest)' : ''}`,
            hint: 'name a version (`image.tag` of the app)',
          },
        ]
      }),
    ),
}

/** The colon of a registry's port stands before the last slash. */
function tagOf(image: string): string | undefined {
  const name = image.slice(image.lastIndexOf('/') + 1)
  const colon = name.indexOf(':')
  return colon < 0 ? undefined : name.slice(colon + 1)
}
