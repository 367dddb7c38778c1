/** A word of a shell command: as it is where every character is plain, quoted otherwise, so that no character acts. */
export function word(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  // Double quotes read better around single ones; between them bash still acts on these, and on `!` at a prompt.
  if (text.includes("'") && !text.includes('!')) return `"${text.replace(/[\\"$`]/g, '\\$&')}"`
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** A shell command; values that are put in become one word each, whatever they hold. A list becomes one word an item. */
export function sh(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | readonly string[])[]
): string {
  return parts.reduce((text, part, index) => {
    const value = values[index - 1]
    const words = Array.isArray(value) ? value.map(word).join(' ') : word(String(value))
    return text + words + part
  })
}
