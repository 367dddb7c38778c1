import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type CelRule, holds, parseRule } from './cel-rule.ts'

const schemas = fileURLToPath(new URL('../../../../../schemas', import.meta.url))

function rulesIn(value: unknown): CelRule[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'x-kubernetes-validations' && Array.isArray(child)
      ? (child as CelRule[])
      : rulesIn(child),
  )
}

const all = readdirSync(schemas, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
  .flatMap((entry) => rulesIn(JSON.parse(readFileSync(join(entry.parentPath, entry.name), 'utf8'))))

describe('the rules of our schemas', () => {
  it('are all read', () => {
    expect(all.length).toBeGreaterThan(100)
    const unread = all.filter(({ rule }) => {
      try {
        parseRule(rule)
        return false
      } catch {
        return true
      }
    })
    expect(unread).toEqual([])
  })

  it('use these functions and no others', () => {
    const calls = new Set(all.flatMap(({ rule }) => rule.match(/\b[a-zA-Z]+(?=\()/g) ?? []))
    expect([...calls].sort()).toMatchInlineSnapshot(`
      [
        "all",
        "endsWith",
        "exists",
        "filter",
        "find",
        "has",
        "int",
        "isCIDR",
        "isIP",
        "size",
      ]
    `)
  })
})

describe('holds', () => {
  it.each([
    ['has(self.spec) || has(self.specs)', { spec: 1 }, true],
    ['has(self.spec) || has(self.specs)', {}, false],
    [
      'self.keepAliveTimeSeconds <= self.holdTimeSeconds',
      { keepAliveTimeSeconds: 3, holdTimeSeconds: 9 },
      true,
    ],
    [
      'self.keepAliveTimeSeconds <= self.holdTimeSeconds',
      { keepAliveTimeSeconds: 9, holdTimeSeconds: 3 },
      false,
    ],
    ["self == '' || isIP(self)", '10.0.0.1', true],
    ["self == '' || isIP(self)", 'example.com', false],
    ['has(self.name) && has(self.__namespace__)', { name: 'a', namespace: 'b' }, true],
    ["!self.find('^([^/]+)').endsWith('karpenter.sh')", 'x.karpenter.sh/a', false],
    [
      "self.all(x, x.operator == 'In' ? x.values.size() != 0 : true)",
      [{ operator: 'In', values: [] }],
      false,
    ],
    ["self == '' || isIP(self)", '::10.0.0.1', true],
    ["self == '' || isIP(self)", '::ffff:10.0.0.1', false],
    ["self == '' || isIP(self)", 'fe80::1%eth0', false],
    ['isCIDR(self)', '10.0.0.0/8', true],
    ['isCIDR(self)', '10.1.2.3/8', true],
    ['isCIDR(self)', '2001:db8::/128', true],
    ['isCIDR(self)', '10.0.0.0', false],
    ['isCIDR(self)', '10.0.0.0/08', false],
    ['isCIDR(self)', '10.0.0.0/33', false],
    ['isCIDR(self)', '010.0.0.0/8', false],
    ['isCIDR(self)', '::ffff:10.0.0.0/104', false],
    ['isCIDR(self)', '/8', false],
    ['int(self) >= 0', '+007', true],
    ['int(self) >= 0', 7, true],
    ['int(self) >= 0', '', false],
    ['int(self) >= 0', '0b11', false],
    ['int(self) >= 0', '9223372036854775808', false],
    ["self == 'int(' && int('1') == 1", 'int(', true],
    ['self.missing == 1', {}, false],
    ['self == oldSelf', 1, undefined],
  ])('answers %s for %j', (rule, self, expected) => {
    expect(holds({ rule }, self)).toBe(expected)
  })
})
