import type { Damage } from './damage.ts'

/** Damage to a text. */
function rewrites(id: string, does: string, others: (text: string) => readonly string[]): Damage {
  return {
    id,
    does,
    apply: (value) =>
      typeof value === 'string' ? others(value).filter((other) => other !== value) : [],
  }
}

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
}

export const textDamages: readonly Damage[] = [
  rewrites('empty-text', 'a text is empty, or blank', () => ['', ' ']),
  rewrites('unknown-text', 'a text is another one, which no enum or pattern knows', () => [
    'No such: value!',
    '%$#@',
  ]),
  rewrites('case-of-text', 'a text changes its case: the first letter, or all', (text) => [
    swapCase(text.charAt(0)) + text.slice(1),
    text.toUpperCase(),
    text.toLowerCase(),
  ]),
  rewrites('misspell-text', 'a letter is added to a text, or taken away', (text) => [
    `${text}x`,
    text.slice(0, -1),
    text.slice(1),
  ]),
  rewrites('space-around-text', 'white space stands around a text', (text) => [
    `${text} `,
    ` ${text}`,
    `${text}\n`,
    `\t${text}`,
  ]),
  rewrites('foreign-letters', 'letters of other alphabets stand in a text', (text) => [
    `${text}\u00e9`,
    `${text}\u212a`,
    `${text}\u00a0`,
    `\u{1f680}${text}`,
    text.replace('-', '\u2011'),
  ]),
  rewrites('line-breaks-in-text', 'line breaks of every kind stand in a text', (text) => [
    `${text}\n${text}`,
    `${text}\r\n`,
    `${text}\u2028`,
    `${text}\u0085`,
  ]),
  rewrites('long-text', 'a text has 64, 254 or 5000 characters', () => [
    'x'.repeat(64),
    'x'.repeat(254),
    'x'.repeat(5000),
    '\u{1f680}'.repeat(40),
  ]),
  rewrites('list-as-text', 'a text is several, with commas', (text) => [`${text},${text}`]),
]
