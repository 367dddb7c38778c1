import { syncedPods } from '../pods.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { shape, shapes, text } from '../shapes.ts'
import type { World, WorldObject } from '../world.ts'

/**
 * No credential stands in Git: neither as the data of a Secret, nor, in the two shapes that nothing else has, in a
 * ConfigMap or an environment variable.
 */
export const banPlainSecret: Rule = {
  id: 'ban-plain-secret',
  reach: 'namespace',
  title: 'No credential stands in the tree',
  level: 'baseline',
  severity: 'error',
  reason:
    'The data of a Secret is base64, which anybody reads, and Git keeps it for ever: a credential that was committed once is known to everybody who will ever clone the repository, and has to be replaced. Judged are Secrets with data, and private keys and AWS access keys in ConfigMaps and in environment variables; a password that looks like any other text is found by nobody.',
  fix: 'Put the value into AWS Secrets Manager under `<cluster>/<name>`, and name it in `app.ts`: `secrets: { token: { from: "web/token", keys: { value: "" } } }` with `env: { TOKEN: secretValue("token", "value") }`. For AWS itself no key is needed: `iam` gives the app a role. A value that was committed is replaced, not only removed.',
  example: {
    bad: `apiVersion: v1
kind: Secret
metadata: { name: token, namespace: shop }
stringData: { value: hunter2 }
`,
    good: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: token, namespace: shop }
spec:
  secretStoreRef: { kind: SecretStore, name: aws-secrets-manager }
  target: { name: token }
  data:
  - secretKey: value
    remoteRef: { key: acme-live/web/token }
`,
  },
  check: (world) => [...plainSecrets(world), ...keysInConfigMaps(world), ...keysInVariables(world)],
}

const hint =
  'take it out, replace it where it is valid, and let an ExternalSecret read the new one (`secrets` of the app)'

function plainSecrets(world: World): RuleFinding[] {
  return world.ofKind('Secret').flatMap((object) => {
    if (!object.synced) return []
    return (['data', 'stringData'] as const).flatMap((part) =>
      Object.keys(shape(object.manifest[part])).length === 0
        ? []
        : [
            {
              object,
              pointer: `/${part}`,
              message: 'it carries its data: whoever can read the repository reads it, for ever',
              hint,
            },
          ],
    )
  })
}

function keysInConfigMaps(world: World): RuleFinding[] {
  return world.ofKind('ConfigMap').flatMap((object) => {
    if (!object.synced) return []
    return Object.entries(shape(object.manifest.data)).flatMap(([key, value]) =>
      credentialFinding(object, `/data/${key}`, value),
    )
  })
}

function keysInVariables(world: World): RuleFinding[] {
  return syncedPods(world).flatMap(({ object, containers }) =>
    containers.flatMap(({ pointer, spec }) =>
      shapes(spec.env).flatMap(({ value }, index) =>
        credentialFinding(object, `${pointer}/env/${index}/value`, value),
      ),
    ),
  )
}

function credentialFinding(object: WorldObject, pointer: string, value: unknown): RuleFinding[] {
  const what = credentialIn(text(value) ?? '')
  if (what === undefined) return []
  return [
    {
      object,
      pointer,
      message: `it carries ${what}: whoever can read the repository reads it, for ever`,
      hint,
    },
  ]
}

/** Shapes that nothing but a credential has: a PEM block (RFC 7468), and the id of a long-lived key of an IAM user. */
function credentialIn(value: string): string | undefined {
  if (value.includes('PRIVATE KEY-----')) return 'a private key'
  if (value.includes('AKIA') && /\bAKIA[A-Z2-7]{16}\b/.test(value)) return 'an AWS access key'
  return undefined
}
