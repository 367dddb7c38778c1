/** The smallest emitter that these objects allow: it knows no trap that they do not contain. */
export function emitYaml(value: unknown): string {
  return emit(value, '', '')
}

/** `first` stands before the first line, `indent` before the others. */
function emit(value: unknown, first: string, indent: string): string {
  let text = ''
  let lead = first
  if (Array.isArray(value)) {
    for (const item of value) {
      text += isParent(item)
        ? emit(item, `${lead}- `, `${indent}  `)
        : `${lead}- ${scalar(item, indent)}\n`
      lead = indent
    }
    return text
  }
  const map = value as Readonly<Record<string, unknown>>
  for (const key in map) {
    const item = map[key]
    const deeper = Array.isArray(item) ? indent : `${indent}  `
    text += isParent(item)
      ? `${lead}${key}:\n${emit(item, deeper, deeper)}`
      : `${lead}${key}: ${scalar(item, indent)}\n`
    lead = indent
  }
  return text
}

function isParent(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

const plain = /^[A-Za-z/][\w./%@:=,-]*$/

function scalar(value: unknown, indent: string): string {
  if (typeof value !== 'string') return String(value)
  if (plain.test(value) && value.length > 5) return value
  if (value.includes('\n')) {
    return `|\n${indent}  ${value.trimEnd().replaceAll('\n', `\n${indent}  `)}`
  }
  return /^[A-Za-z]+$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`
}
