import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { guardrailFolder, renderGuardrailPages } from './guardrail-pages.ts'

const folder = fileURLToPath(new URL(`../../../../${guardrailFolder}`, import.meta.url))
const pages = renderGuardrailPages()

describe('the pages of the guardrails', () => {
  it.each([...pages.keys()])('say in %s what the rule says', async (name) => {
    await expect(pages.get(name)).toMatchFileSnapshot(`${folder}/${name}`)
  })

  it('are of rules that there are', () => {
    expect(readdirSync(folder).filter((name) => !pages.has(name))).toEqual([])
  })
})
