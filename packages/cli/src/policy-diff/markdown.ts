/** Text of manifests inside of Markdown: it can neither format nor mention anybody, and is no HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|~#]/g, (character) =>
      character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`,
    )
    .replaceAll('@', '@\u200b')
    .replaceAll(/[\r\n]+/g, ' ')
}
