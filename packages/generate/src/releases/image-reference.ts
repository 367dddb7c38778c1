/** What a reference says; a part that it leaves out is undefined. */
export interface ImageReference {
  readonly repository: string | undefined
  readonly tag: string | undefined
  readonly digest: string
}

/** Why a text names no image that could be pinned, and the way out. */
export interface ReferenceFault {
  readonly message: string
  readonly hint: string
}

const example = 'registry.example.com/web:1.4.2@sha256:<64 hexadecimal digits>'
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/

/**
 * Reads `registry/path[:tag]@sha256:...`, or short for an app whose repository is known: `:tag@sha256:...` and
 * `@sha256:...`. A reference without a digest is none: a tag can be moved.
 */
export function parseImageReference(text: string): ImageReference | ReferenceFault {
  const at = text.indexOf('@')
  if (at < 0) return withoutDigest(text)
  const digest = text.slice(at + 1)
  const fault = digestFault(digest)
  if (fault !== undefined) return fault
  const name = text.slice(0, at)
  // A colon before the last slash belongs to the registry's port.
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1)
  const repository = colon < 0 ? name : name.slice(0, colon)
  const tag = colon < 0 ? undefined : name.slice(colon + 1)
  if (tag !== undefined && !tagPattern.test(tag)) {
    return {
      message: `'${tag}' is no image tag: at most 128 letters, digits and _ . - are allowed`,
      hint: `such as ${example}`,
    }
  }
  return { repository: repository === '' ? undefined : repository, tag, digest }
}

function withoutDigest(text: string): ReferenceFault {
  const command = text.includes('/') ? text : 'IMAGE:TAG'
  return {
    message: `'${text}' has no digest: a tag can be moved to other bytes, so it does not say what is released`,
    hint: `add @sha256:..., as the push printed it or as 'Digest:' of: docker buildx imagetools inspect ${command}`,
  }
}

function digestFault(digest: string): ReferenceFault | undefined {
  const fail = (message: string) => ({
    message,
    hint: 'copy the digest that the registry printed: sha256: and 64 hexadecimal digits in lower case',
  })
  const [algorithm = '', hash = '', ...more] = digest.split(':')
  if (algorithm !== 'sha256' || more.length > 0) {
    return fail(
      `the digest '${digest}' is no SHA-256 digest, which is the only kind that is pinned`,
    )
  }
  if (hash.length !== 64) return fail(`the digest has ${hash.length} digits instead of 64`)
  if (/[A-F]/.test(hash))
    return fail('the digest has upper-case letters, which no registry accepts')
  if (!/^[0-9a-f]+$/.test(hash)) return fail('the digest has characters that are not hexadecimal')
  if (/^(.)\1*$/.test(hash))
    return fail('the digest is one digit repeated: a placeholder, no digest')
  return undefined
}
