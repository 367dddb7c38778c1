/** One line that tells what is being done; only on a terminal, and gone when the work is. */
export interface StatusLine {
  readonly show: (text: string) => void
  readonly clear: () => void
}

export function createStatusLine(stream: NodeJS.WriteStream): StatusLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} }
  return {
    show: (text) => stream.write(`\r\u001B[2K${text.slice(0, (stream.columns || 80) - 1)}`),
    clear: () => stream.write('\r\u001B[2K'),
  }
}
