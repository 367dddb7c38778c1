import type { Place } from './verdicts.ts'

/** A way in which we refuse what kubeconform accepts. There is no other kind: where kubeconform alone refuses, we have a fault. */
export interface Difference {
  readonly id: string
  /** Why, as a sentence for the reader of docs/conformance-kubeconform.md. */
  readonly reason: string
  /** Whether it explains one finding of ours. */
  readonly matches: (finding: Place, damage: string) => boolean
}

function format(name: string) {
  return ({ id, message }: Place) => id === 'invalid-value' && message.endsWith(`is no ${name}`)
}

/** A fault of the text, after one kind of damage. */
function afterDamage(id: string, ...damages: readonly string[]) {
  return (finding: Place, damage: string) => finding.id === id && damages.includes(damage)
}

/** Every difference that we know and mean; each explains something, or the run fails. */
export const differences: readonly Difference[] = [
  {
    id: 'int32',
    reason:
      'The format `int32` is none of JSON Schema, and kubeconform passes over it. The API server cannot decode a larger number.',
    matches: format('int32'),
  },
  {
    id: 'int64',
    reason: 'The same for `int64`.',
    matches: format('int64'),
  },
  {
    id: 'byte',
    reason:
      'The format `byte` is none of JSON Schema either. The API server cannot decode what is no base64.',
    matches: format('byte'),
  },
  {
    id: 'rules-of-the-api-server',
    reason:
      'What the API server checks and no schema says: names, labels, annotations and more. kubeconform has schemas only.',
    matches: ({ id }) => id === 'server-rule',
  },
  {
    id: 'rules-in-cel',
    reason: "kubeconform does not evaluate a schema's own rules (`x-kubernetes-validations`).",
    matches: ({ id }) => id === 'broken-rule',
  },
  {
    id: 'nulls-of-custom-resources',
    reason:
      'The API server takes null out of a custom resource before it looks for what must be there, and for how many fields there are. To kubeconform it counts as a field.',
    matches: ({ id, message }, damage) =>
      ['null-for-value', 'known-field'].includes(damage) &&
      (id === 'missing-field' ||
        (id === 'invalid-value' && / must NOT have fewer than \d+ properties$/.test(message))),
  },
  {
    id: 'keys-that-are-booleans',
    reason:
      '`yes:` and `on:` are the key `true` to Kubernetes, which is never what is meant. kubeconform accepts them where any key may stand.',
    matches: ({ id }) => id === 'yaml-1.1-boolean',
  },
  {
    id: 'keys-that-become-one',
    reason:
      '`yes` and `"true"` become one key of JSON. kubeconform looks for keys that occur twice before that.',
    matches: afterDamage('duplicate-key', 'boolean-and-text-key'),
  },
  {
    id: 'tags',
    reason:
      'A tag that is not one of plain YAML is dropped by Go, or changes the value. We refuse to guess.',
    matches: afterDamage('unsupported-yaml', 'binary-tag', 'own-tag', 'map-tag'),
  },
  {
    id: 'aliases-as-keys',
    reason: 'An alias in the place of a key is legal YAML, which nobody writes in a manifest.',
    matches: afterDamage('unsupported-yaml', 'alias-as-key'),
  },
  {
    id: 'tabs-in-quotes',
    reason:
      'A line in quotes that begins with a tab: YAML 1.2 wants spaces there, Go does not look.',
    matches: afterDamage('invalid-yaml', 'tab-in-quotes'),
  },
  {
    id: 'line-breaks-in-quotes',
    reason:
      'Go reads U+2028 in double quotes as a line break and makes a space of it: the value is not what was written.',
    matches: afterDamage('yaml-1.1-line-break', 'line-separator'),
  },
  {
    id: 'empty-files',
    reason: 'kubeconform accepts a file without objects; we say that nothing was judged.',
    matches: ({ id }) => id === 'empty-file',
  },
  {
    id: 'behind-the-end',
    reason:
      'kubeconform divides a text at `---` and reads one document of each part: what stands behind `...` is not judged, and not applied.',
    matches: afterDamage('no-object', 'text-behind-end'),
  },
  {
    id: 'behind-a-separator',
    reason: 'kubeconform throws the rest of a line away that begins with `---`. YAML does not.',
    matches: afterDamage('no-object', 'document-on-separator'),
  },
  {
    id: 'json-after-json',
    reason:
      'Of two objects of JSON in one text kubeconform reads the first. As YAML the text is an error.',
    matches: afterDamage('invalid-yaml', 'json-twice'),
  },
  {
    id: 'lists-that-hold-nothing',
    reason:
      'kubeconform opens any kind `list` of any group and accepts what holds no list of objects, or a null: nothing is judged.',
    matches: (finding, damage) =>
      afterDamage(
        'no-object',
        'list-without-items',
        'list-of-null',
        'list-in-map',
      )(finding, damage) ||
      afterDamage('unknown-kind', 'list-in-small-letters', 'list-of-other-group')(finding, damage),
  },
]
