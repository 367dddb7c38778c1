import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import type { Problem } from '@skyctl/core'
import { type FoundFile, problem, standardInput, unreadable } from './list-files.ts'

/** A text to judge, named as the user named it. */
export interface SourceText {
  readonly file: string
  readonly text: string
}

/** Larger texts are no manifests that anybody wrote, and no API server takes one: etcd's limit is 1.5 MiB an object. */
const maxBytes = 32 * 1024 * 1024

/**
 * Reads a file that was found; a problem where it cannot be read, or is no text.
 *
 * @param known Its size in bytes, where somebody has asked already.
 */
export function readText({ absolute, file }: FoundFile, known?: number): SourceText | Problem {
  if (absolute === standardInput) return decode(readFileSync(0), file)
  try {
    const size = known ?? statSync(absolute).size
    if (size > maxBytes) {
      return problem(
        'file-too-large',
        file,
        `it has ${size} bytes, and ${maxBytes} are read: no API server would take it`,
        'split it into files of one object each',
      )
    }
    const text = readFileSync(absolute, 'utf8')
    // Bytes that are no UTF-8 are read as U+FFFD: only with one in it may the text be another than the file.
    return text.includes('\u0000') || text.includes('\ufffd')
      ? decode(readFileSync(absolute), file)
      : { file, text: withoutMark(text) }
  } catch (error) {
    return unreadable(file, error)
  }
}

/** UTF-8, as Kubernetes' reader wants it; a byte order mark is passed over. */
function decode(bytes: Buffer, file: string): SourceText | Problem {
  const wide =
    bytes.length > 1 &&
    ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
  if (isUtf8(bytes) && !bytes.includes(0)) {
    return { file, text: withoutMark(bytes.toString('utf8')) }
  }
  return problem(
    'no-text',
    file,
    wide
      ? 'it is UTF-16, and manifests are UTF-8'
      : 'it is no UTF-8 text: a binary file, or another encoding',
    'save it as UTF-8',
  )
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
