import { describe, expect, it } from 'vitest'
import { parseImageReference } from './image-reference.ts'

const hash = '0123456789abcdef'.repeat(4)
const digest = `sha256:${hash}`

describe('an image reference', () => {
  it.each([
    [`registry.example.com/web:1.4@${digest}`, 'registry.example.com/web', '1.4'],
    [`registry.example.com/web@${digest}`, 'registry.example.com/web', undefined],
    [`localhost:5000/shop/web:v1@${digest}`, 'localhost:5000/shop/web', 'v1'],
    [`localhost:5000/shop/web@${digest}`, 'localhost:5000/shop/web', undefined],
    [`:1.4@${digest}`, undefined, '1.4'],
    [`@${digest}`, undefined, undefined],
    // Never a tag: whoever writes this means the image.
    [`redis@${digest}`, 'redis', undefined],
  ])('%s', (text, repository, tag) => {
    expect(parseImageReference(text)).toEqual({ repository, tag, digest })
  })

  it.each([
    ['registry.example.com/web:1.4', 'has no digest'],
    ['web', 'has no digest'],
    ['', 'has no digest'],
    ['web:1@', 'no SHA-256 digest'],
    [`web:1@${hash}`, 'no SHA-256 digest'],
    [`web:1@sha512:${hash}${hash}`, 'no SHA-256 digest'],
    [`web:1@${digest}:x`, 'no SHA-256 digest'],
    [`web:1@${digest}@${digest}`, 'no SHA-256 digest'],
    ['web:1@sha256:', '0 digits instead of 64'],
    [`web:1@sha256:${hash.slice(1)}`, '63 digits instead of 64'],
    [`web:1@${digest.toUpperCase().replace('SHA', 'sha')}`, 'upper-case'],
    [`web:1@sha256:${hash.replace('a', 'g')}`, 'not hexadecimal'],
    [`web:1@sha256:${'0'.repeat(64)}`, 'placeholder'],
    [`r/web:@${digest}`, "'' is no image tag"],
    [`r/web:-x@${digest}`, "'-x' is no image tag"],
    [`r/web:1 2@${digest}`, "'1 2' is no image tag"],
  ])('is refused: %s', (text, message) => {
    expect(parseImageReference(text)).toMatchObject({ message: expect.stringContaining(message) })
  })
})
