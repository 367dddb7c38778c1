import { readdirSync } from 'node:fs'
import type { Json } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { type Asked, prepare } from '../../testing/worlds.ts'
import type { Lint } from '../lint.ts'
import { createLintContext } from '../lint-context.ts'
import { lints } from './index.ts'

/** The version of which each example is, where it is not the newest. */
const versions: Readonly<Record<string, Asked>> = {
  'accepted-by-newer-cilium': { profile: { ciliumVersion: '1.18' } },
}

function found({ id, check }: Lint, yaml: string) {
  const manifests = parseAllDocuments(yaml).map((document) => document.toJS() as Json)
  return check(createLintContext(prepare(manifests, versions[id])))
}

describe('the lints', () => {
  it('are the files of this folder, in order', () => {
    const files = readdirSync(new URL('.', import.meta.url))
      .filter((name) => name.endsWith('.ts') && name !== 'index.ts' && !name.endsWith('.test.ts'))
      .map((name) => name.replace('.ts', ''))
    expect(lints.map(({ id }) => id)).toEqual(files.sort())
  })

  it.each(lints)('$id says what its page needs', ({ title, reason, fix, example }) => {
    expect(title.length).toBeLessThan(100)
    expect(title).not.toMatch(/\.$|\n/)
    for (const paragraph of [reason, fix]) expect(paragraph).toMatch(/^[^\n]{60,}\.$/)
    expect(example.bad).not.toBe(example.good)
  })

  it.each(lints)('$id finds its bad example once, and nothing in its good one', (lint) => {
    expect(found(lint, lint.example.bad)).toHaveLength(1)
    expect(found(lint, lint.example.good)).toEqual([])
  })

  it.each(lints)('$id takes no other example for bad', (lint) => {
    // The pods of what these are about are left out, or no rule of theirs is in force.
    for (const other of lints) {
      if (other.severity === 'info' || lint.severity === 'info') continue
      expect(found(lint, other.example.good), other.id).toEqual([])
    }
  })

  it.each(lints)('$id words what it finds', (lint) => {
    expect(
      found(lint, lint.example.bad).map(({ pointer, message, hint }) => ({
        pointer,
        message,
        hint,
      })),
    ).toMatchSnapshot()
  })
})
