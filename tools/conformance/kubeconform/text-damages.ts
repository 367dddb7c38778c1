/** Damage to the text of a manifest, which is written as the tree writes it: `metadata:` with two spaces of indentation. */
export interface TextDamage {
  readonly id: string
  /** What is done, as docs/conformance-kubeconform.md says it. */
  readonly does: string
  readonly apply: (text: string) => string
}

/** An annotation is added: what stands behind its colon is read, and must be text. */
function annotates(id: string, does: string, ...lines: readonly string[]): TextDamage {
  const added = lines.map((line) => `    ${line}\n`).join('')
  return {
    id,
    does,
    apply: (text) =>
      /^ {2}annotations:\n/m.test(text)
        ? text.replace(/^ {2}annotations:\n/m, (found) => found + added)
        : text.replace(/^metadata:\n/m, (found) => `${found}  annotations:\n${added}`),
  }
}

function appends(id: string, does: string, added: string): TextDamage {
  return { id, does, apply: (text) => text + added }
}

function prepends(id: string, does: string, added: string): TextDamage {
  return { id, does, apply: (text) => added + text }
}

function becomes(id: string, does: string, text: string): TextDamage {
  return { id, does, apply: () => text }
}

const object = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n'
const json = '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}'
const unknown = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  nome: a\n'

export const textDamages: readonly TextDamage[] = [
  becomes('none', 'nothing: the text of a Namespace', object),
  // Keys
  appends('repeat-top-key', 'the key `kind` stands there twice', 'kind: Rocket\n'),
  appends('repeat-quoted-key', 'the key `kind` stands there again, in quotes', '"kind": Rocket\n'),
  annotates('repeat-nested-key', 'a key of a nested map stands there twice', 'x: a', 'x: a'),
  annotates('repeat-key-in-braces', 'a key stands twice in braces', 'x: {a: b, a: c}'),
  annotates('boolean-key', 'a key is a boolean of YAML 1.1: `yes: a`', 'yes: a'),
  annotates('two-boolean-keys', 'two keys are one boolean: `yes` and `on`', 'yes: a', 'on: a'),
  annotates(
    'boolean-and-text-key',
    'keys are a boolean and its text: `yes`, `"true"`',
    'yes: a',
    '"true": a',
  ),
  annotates('true-key', 'a key is `true`', 'true: a'),
  annotates('number-key', 'a key is a number', '1: a'),
  annotates('same-number-keys', 'two keys are one number: `1` and `0x1`', '1: a', '0x1: a'),
  annotates('fraction-key', 'a key is a fraction', '1.50: a'),
  annotates('null-key', 'a key is `~`', '~: a'),
  annotates('empty-key', 'a key is empty', '"": a'),
  annotates('list-key', 'a key is a list', '? [a]', ': b'),
  annotates('explicit-key', 'a key stands behind `?`', '? a', ': b'),
  annotates('merge-key', 'a map is merged: `<<: {a: b}`', '<<: {a: b}'),
  annotates('merge-of-text', 'text is merged: `<<: a`', '<<: a'),
  annotates('merge-of-list', 'a list of maps is merged', '<<: [{a: b}, {a: c}]'),
  annotates('merge-and-own', 'a merged key is also one of the map', '<<: {a: b}', 'a: c'),
  annotates('two-merges', 'two maps are merged by two keys', '<<: {a: b}', '<<: {c: d}'),
  annotates('quoted-merge-key', 'the key is `"<<"`, in quotes', '"<<": a'),
  annotates('no-space-behind-colon', 'no space stands behind a colon', 'a:b'),
  annotates('two-colons', 'two colons stand in a line', 'a: b: c'),
  // Values
  annotates('boolean-value', 'a value is a boolean of YAML 1.1: `yes`', 'x: yes'),
  annotates('letter-value', 'a value is `y`', 'x: y'),
  annotates('quoted-boolean-value', 'a value is `"yes"`', 'x: "yes"'),
  annotates('number-value', 'a value is a number', 'x: 1'),
  annotates('octal-value', 'a value is `010`', 'x: 010'),
  annotates('octal-2-value', 'a value is `0o10`', 'x: 0o10'),
  annotates('underscore-value', 'a value is `1_000`', 'x: 1_000'),
  annotates('exponent-value', 'a value is `1e3`', 'x: 1e3'),
  annotates('sexagesimal-value', 'a value is `1:30`', 'x: 1:30'),
  annotates('version-value', 'a value is `1.10`', 'x: 1.10'),
  annotates('date-value', 'a value is a date', 'x: 2026-01-01'),
  annotates('infinite-value', 'a value is `.inf`', 'x: .inf'),
  annotates('nan-value', 'a value is `.nan`', 'x: .nan'),
  annotates('null-value', 'a value is `~`', 'x: ~'),
  annotates('no-value', 'nothing stands behind a colon', 'x:'),
  annotates('equals-value', 'a value is `=`', 'x: ='),
  annotates('long-number-value', 'a value is a number of 30 digits', `x: ${'9'.repeat(30)}`),
  annotates('huge-number-value', 'a value is `1e999`', 'x: 1e999'),
  annotates('hash-value', 'a `#` stands in a value, with no space before it', 'x: a#b'),
  annotates('reserved-value', 'a value begins with `@`', 'x: @a'),
  annotates('backquote-value', 'a value begins with a backquote', 'x: `a`'),
  annotates('percent-value', 'a value begins with `%`', 'x: %a'),
  annotates('bang-value', 'a value is `!`', 'x: ! a'),
  annotates('bracket-value', 'a list in brackets is not closed', 'x: [a, b'),
  annotates('brace-value', 'a map in braces is not closed', 'x: {a: b'),
  annotates('template-value', 'a value is `{{ .Values.x }}`', 'x: {{ .Values.x }}'),
  annotates('open-quote', 'a quote is not closed', 'x: "a'),
  annotates('text-behind-quote', 'text stands behind a closing quote', 'x: "a" b'),
  annotates('bad-escape', 'an escape is none: `"\\q"`', 'x: "\\q"'),
  annotates('single-slash-escape', 'an escape of JSON: `"\\/"`', 'x: "\\/"'),
  annotates('bad-code-escape', 'an escape has no code: `"\\u00zz"`', 'x: "\\u00zz"'),
  annotates('half-surrogate', 'half a surrogate pair is escaped', 'x: "\\ud83d"'),
  annotates('surrogate-pair', 'a surrogate pair is escaped, as JSON does', 'x: "\\ud83d\\ude80"'),
  annotates('block-value', 'a value is a block of text', 'x: |', '  a', '  b'),
  annotates('folded-value', 'a value is a folded block', 'x: >-', '  a', '  b'),
  annotates('block-too-shallow', 'a block is indented less than its header says', 'x: |4', '  a'),
  annotates('block-with-separator', 'a block holds `---`, indented', 'x: |', '  ---', '  a'),
  annotates('continued-value', 'a plain value goes on in the next line', 'x: a', '  b'),
  annotates('list-among-keys', 'an item of a list stands among keys', 'x: a', '- b'),
  annotates('deeper-key', 'a key stands deeper than its neighbour', 'x: a', '  b: b'),
  // Tags and anchors
  annotates('text-tag', 'a number is tagged as text: `!!str 5`', 'x: !!str 5'),
  annotates('number-tag', 'text is tagged as a number: `!!int "5"`', 'x: !!int "5"'),
  annotates('wrong-number-tag', 'a word is tagged as a number: `!!int a`', 'x: !!int a'),
  annotates('binary-tag', 'base64 is tagged: `!!binary YQ==`', 'x: !!binary YQ=='),
  annotates('own-tag', 'a value has a tag of its own: `!secret a`', 'x: !secret a'),
  annotates('map-tag', 'text is tagged as a map', 'x: !!map a'),
  annotates('anchor', 'an alias stands for a value', 'x: &x a', 'b: *x'),
  annotates('unknown-alias', 'an alias stands for nothing', 'x: *nothing'),
  annotates('late-anchor', 'an alias stands before its anchor', 'x: *b', 'b: &b a'),
  annotates('anchor-on-key', 'a key has an anchor', '&x x: a', 'b: *x'),
  annotates('alias-as-key', 'a key is an alias', 'x: &x a', '*x : b'),
  annotates('anchor-in-itself', 'a list holds itself', 'x: &x [*x]'),
  annotates('two-anchors', 'an anchor is set twice', 'x: &x a', 'b: &x b', 'c: *x'),
  // White space and characters
  {
    id: 'tab-for-indentation',
    does: 'tabs stand for indentation',
    apply: (text) => text.replaceAll(/^ {2}/gm, '\t'),
  },
  annotates('tab-behind-colon', 'a tab stands behind a colon', 'x:\ta'),
  annotates('tab-behind-value', 'a tab stands behind a value', 'x: a\t'),
  annotates('tab-before-comment', 'a tab stands before a comment', 'x: a\t# b'),
  annotates('tab-in-empty-line', 'a line holds a tab', 'x: a', '\t'),
  annotates(
    'tab-in-block',
    'a line of a block holds a tab in its indentation',
    'x: |',
    '  a',
    '\t',
    '  b',
  ),
  annotates('tab-before-continuation', 'a plain value goes on behind a tab', 'x: a', '\tb'),
  annotates('tab-in-brackets', 'a line in brackets begins with a tab', 'x: {a: b,', '\tc: d}'),
  annotates('tab-in-quotes', 'a line in quotes begins with a tab', 'x: "a', '\tb"'),
  annotates(
    'tab-before-comment-line',
    'a tab stands before a comment of its own line',
    'x: a',
    '\t# b',
  ),
  annotates('tab-in-list', 'a tab stands behind a dash', 'x:', '-\ta'),
  annotates('no-break-space', 'a no-break space stands behind a colon', 'x:\u00a0a'),
  annotates('next-line', 'a comment holds U+0085, and `b: 1` behind it', 'x: a # b\u0085    b: 1'),
  annotates('line-separator', 'a text in quotes holds U+2028', 'x: "a\u2028b"'),
  annotates('paragraph-separator', 'a block holds U+2029', 'x: |', '  a\u2029b'),
  annotates('control-character', 'a text holds U+0007', 'x: a\u0007'),
  annotates('delete-character', 'a text holds U+007F', 'x: a\u007f'),
  annotates('null-character', 'a text holds U+0000', 'x: a\u0000'),
  annotates('byte-order-mark-inside', 'a text holds U+FEFF', 'x: a\ufeffb'),
  annotates('not-a-character', 'a text holds U+FFFE', 'x: a\ufffe'),
  annotates('private-character', 'a text holds U+E000 and an emoji', 'x: \ue000\u{1f680}'),
  prepends('byte-order-mark', 'a byte order mark stands at the beginning', '\ufeff'),
  {
    id: 'windows-lines',
    does: 'lines end as on Windows',
    apply: (text) => text.replaceAll('\n', '\r\n'),
  },
  {
    id: 'old-mac-lines',
    does: 'lines end with a carriage return',
    apply: (text) => text.replaceAll('\n', '\r'),
  },
  { id: 'no-last-line-end', does: 'the last line has no end', apply: (text) => text.trimEnd() },
  // Documents
  prepends('document-start', 'the text begins with `---`', '---\n'),
  prepends('two-starts', 'the text begins with two `---`', '---\n---\n'),
  prepends('comment-behind-start', 'a comment stands behind `---`', '--- # a\n'),
  prepends('yaml-1.1', 'the text begins with `%YAML 1.1`', '%YAML 1.1\n---\n'),
  prepends('yaml-1.2', 'the text begins with `%YAML 1.2`', '%YAML 1.2\n---\n'),
  prepends('tag-directive', 'the text begins with `%TAG`', '%TAG ! tag:a,2026:\n---\n'),
  prepends('unknown-directive', 'the text begins with `%FOO`', '%FOO a\n---\n'),
  appends('document-end', 'the text ends with `...`', '...\n'),
  appends('text-behind-end', 'a key stands behind `...`', '...\nx: a\n'),
  appends('empty-document', 'an empty document follows', '---\n# nothing\n'),
  appends('null-document', 'a document of `null` follows', '---\nnull\n'),
  appends('good-document', 'a good document follows', `---\n${object}`),
  appends('bad-document', 'a document with a misspelt key follows', `---\n${unknown}`),
  appends('document-on-separator', 'a document begins behind `---`', '--- {"kind": "Rocket"}\n'),
  appends('text-document', 'a document of text follows', '---\ntext\n'),
  appends('list-document', 'a document that is a list follows', '---\n- a\n'),
  appends('number-document', 'a document that is a number follows', '---\n7\n'),
  appends('broken-document', 'a document that is no YAML follows', '---\na: [\n'),
  becomes('empty', 'the text is empty', ''),
  becomes('white-space', 'the text is white space', ' \n\n'),
  becomes('only-comments', 'the text is a comment', '# nothing\n'),
  becomes('only-null', 'the text is `null`', 'null\n'),
  becomes('only-text', 'the text is a word', 'text\n'),
  becomes(
    'only-list',
    'the text is a list of objects',
    `- ${object.trimEnd().replaceAll('\n', '\n  ')}\n`,
  ),
  // JSON
  becomes('json', 'the text is JSON', json),
  becomes('json-with-tabs', 'JSON is indented with tabs', json.replaceAll('{', '{\n\t')),
  becomes(
    'json-comma-at-end',
    'JSON has a comma before a closing brace',
    json.replace('}}', ',}}'),
  ),
  becomes('json-repeated-key', 'JSON has a key twice', json.replace('}}', ', "name": "b"}}')),
  becomes('json-comment', 'JSON has a comment of JavaScript', `// a\n${json}`),
  becomes('json-single-quotes', 'JSON has single quotes', json.replaceAll('"', "'")),
  becomes('json-not-closed', 'JSON is not closed', json.slice(0, -1)),
  becomes('json-twice', 'two objects of JSON follow each other', `${json}\n${json}`),
  becomes('json-list', 'the text is a list of JSON', `[${json}]`),
  becomes('json-misspelt', 'JSON has a misspelt key', json.replace('name', 'nome')),
  // Lists of objects
  becomes(
    'good-list',
    'a List holds a good object',
    `apiVersion: v1\nkind: List\nitems: [${json}]\n`,
  ),
  becomes(
    'bad-list',
    'a List holds an object with a misspelt key',
    `apiVersion: v1\nkind: List\nitems: [${json.replace('name', 'nome')}]\n`,
  ),
  becomes(
    'list-of-list',
    'a List holds a List',
    `apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: [${json}]}]\n`,
  ),
  becomes('list-without-items', 'a List has no items', 'apiVersion: v1\nkind: List\n'),
  becomes(
    'list-of-nothing',
    'a List has an empty list of items',
    'apiVersion: v1\nkind: List\nitems: []\n',
  ),
  becomes('list-of-null', 'a List holds a null', 'apiVersion: v1\nkind: List\nitems: [null]\n'),
  becomes('list-of-text', 'a List holds a word', 'apiVersion: v1\nkind: List\nitems: [text]\n'),
  becomes(
    'list-in-map',
    'the items of a List are a map',
    `apiVersion: v1\nkind: List\nitems: {a: ${json}}\n`,
  ),
  becomes(
    'list-in-small-letters',
    'a kind is `list`',
    `apiVersion: v1\nkind: list\nitems: [${json}]\n`,
  ),
  becomes(
    'list-of-other-group',
    'a List is of `apps/v1`',
    `apiVersion: apps/v1\nkind: List\nitems: [${json}]\n`,
  ),
  becomes(
    'list-of-a-kind',
    'a kind is `NamespaceList`',
    `apiVersion: v1\nkind: NamespaceList\nitems: [${json}]\n`,
  ),
]
