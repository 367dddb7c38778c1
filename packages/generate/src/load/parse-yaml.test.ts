import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { parseYaml } from './parse-yaml.ts'

/** Problems as `line:column id message | hint`. */
function problemsOf(text: string): readonly string[] {
  return parseYaml('a.yaml', text).problems.map(
    ({ id, where, message, hint }) => `${where.line}:${where.column} ${id} ${message} | ${hint}`,
  )
}

const sample = `# comment
account: 0123
list:
  - name: one
    empty:
  - {name: two}
base: &base { a: 1 }
alias: *base
`

test('a map is its data', () => {
  expect(parseYaml('a.yaml', sample).value).toEqual({
    account: 123,
    list: [{ name: 'one', empty: null }, { name: 'two' }],
    base: { a: 1 },
    alias: { a: 1 },
  })
})

test.each([
  [[], 2, 1],
  [['account'], 2, 10],
  [['list', 0, 'name'], 4, 11],
  [['list', 1], 6, 5],
  [['list', 0, 'empty'], 5, 5],
  [['alias', 'a'], 7, 18],
  [['list', 0, 'gone'], 4, 5],
  [['list', 7], 3, 1],
  [['gone', 'deeper'], 2, 1],
])('the value at %j, or its nearest parent, is at %i:%i', (path, line, column) => {
  expect(parseYaml('a.yaml', sample).locate(path)).toEqual({ line, column })
})

test('a JSON pointer locates like a path', () => {
  const { locate, locateKey } = parseYaml('a.yaml', sample)
  expect(locate('/list/0/name')).toEqual({ line: 4, column: 11 })
  expect(locateKey('/list/0/name')).toEqual({ line: 4, column: 5 })
})

test('the source of a scalar is what is written', () => {
  const { source } = parseYaml('a.yaml', sample)
  expect([source(['account']), source(['list']), source(['gone'])]).toEqual([
    '0123',
    undefined,
    undefined,
  ])
})

test('words and dates of YAML 1.1 stay text, even where the file asks for 1.1', () => {
  expect(parseYaml('a.yaml', '%YAML 1.1\n---\na: yes\nb: 2026-01-01\n').value).toEqual({
    a: 'yes',
    b: '2026-01-01',
  })
})

test('`__proto__` is a key like any other', () => {
  const { value = {} } = parseYaml('a.yaml', '__proto__: { a: 1 }')
  expect(Object.keys(value)).toEqual(['__proto__'])
})

test('each repeated key is an error at its second place', () => {
  expect(problemsOf('a: 1\nb: 2\na: 3\n"b": 4\n')).toMatchInlineSnapshot(`
    [
      "3:1 duplicate-key \`a\` is set twice in one map, and only one of the two would count | remove one of them, or merge the two",
      "4:1 duplicate-key \`"b"\` is set twice in one map, and only one of the two would count | remove one of them, or merge the two",
    ]
  `)
})

test('conflict markers are named for what they are, and nothing else is', () => {
  expect(
    problemsOf('a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> branch\n'),
  ).toMatchInlineSnapshot(`
    [
      "2:1 merge-conflict a merge conflict is not resolved: the text between <<<<<<< and >>>>>>> holds both sides | keep the lines that should stay and delete the lines with <<<<<<<, ======= and >>>>>>>",
    ]
  `)
})

test('a syntax error is one error, with its place', () => {
  expect(problemsOf('a:\n  b: 1\n c: "\n')).toMatchInlineSnapshot(`
    [
      "3:1 yaml-syntax this is not valid YAML: all mapping items must start at the same column | check the indentation and the quotes of this line and the one above it",
    ]
  `)
})

test('a tab as indentation is named', () => {
  expect(problemsOf('a:\n\tb: 1\n')).toMatchInlineSnapshot(`
    [
      "2:1 yaml-syntax a tab indents this line, and YAML allows only spaces | replace the tab by spaces",
    ]
  `)
})

test('a tag is an error', () => {
  expect(problemsOf('a: !secret x\n')).toMatchInlineSnapshot(`
    [
      "1:4 yaml-syntax \`!secret\` is a YAML tag, and tags have no meaning here | remove the tag; quote a text that begins with !",
    ]
  `)
})

test.each(['', '\n', '# only a comment\n', '---\n', 'null\n'])('%j is empty', (text) => {
  expect(problemsOf(text)).toEqual([
    '1:1 empty-file the file holds no values | write the keys, or delete the file',
  ])
})

test('a second document is an error at its place', () => {
  expect(problemsOf('a: 1\n---\nb: 2\n')).toMatchInlineSnapshot(`
    [
      "2:1 several-documents the file holds several YAML documents, and only one can be meant | remove the --- line, or move what follows it into a file of its own",
    ]
  `)
})

test('a list or a single value is no map', () => {
  expect([...problemsOf('# x\n- a\n'), ...problemsOf('text')]).toMatchInlineSnapshot(`
    [
      "2:1 not-a-map the file holds a list, but must hold keys and values | write \`key: value\` lines",
      "1:1 not-a-map the file holds a single value, but must hold keys and values | write \`key: value\` lines",
    ]
  `)
})

test('an alias without an anchor is an error', () => {
  expect(problemsOf('a: 1\nb: *nothing\n')).toMatchInlineSnapshot(`
    [
      "2:4 yaml-syntax \`*nothing\` refers to an anchor that is not defined above it | mark the value that is meant with &nothing, above this line, or write it out",
    ]
  `)
})

test('aliases that multiply are an error, not an exhausted memory', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef']) {
    bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`)
  }
  expect(problemsOf(bomb.join('\n'))).toMatchInlineSnapshot(`
    [
      "2:8 yaml-syntax the aliases of this file stand for more than 100 copies of their anchors | write the values out",
    ]
  `)
})

test('every value of any map is found where it is', () => {
  const key = fc.stringMatching(/^[a-z]{1,5}$/)
  fc.assert(
    fc.property(fc.dictionary(key, fc.dictionary(key, fc.integer()), { minKeys: 1 }), (value) => {
      const text = stringify(value, { defaultKeyType: 'PLAIN' })
      const parsed = parseYaml('a.yaml', text)
      const lines = text.split('\n')
      for (const [outer, inner] of Object.entries(value)) {
        for (const [name, number] of Object.entries(inner)) {
          const { line, column } = parsed.locate([outer, name])
          expect(lines[line - 1]?.slice(column - 1)).toBe(String(number))
          const at = parsed.locateKey([outer, name])
          expect(lines[at.line - 1]?.slice(at.column - 1)).toBe(`${name}: ${number}`)
        }
      }
    }),
    { numRuns: 50 },
  )
})
