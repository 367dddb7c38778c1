import {
  chmodSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Problem, SkyError } from '@skyctl/core'

/** An environment file before and after a release. */
export interface EditedText {
  /** Relative to the workspace. */
  readonly file: string
  readonly before: string
  readonly after: string
}

/**
 * The text of a file that is going to be written back.
 *
 * @throws SkyError `not-utf8` where writing it back would change bytes that nobody asked to change.
 */
export function readEditable(root: string, file: string): string {
  const bytes = readFileSync(join(root, file))
  const text = bytes.toString('utf8')
  if (Buffer.from(text).equals(bytes)) return text
  throw failure(
    'not-utf8',
    file,
    `'${file}' holds bytes that are not UTF-8, so it cannot be edited without changing them`,
    'save the file as UTF-8 and run again',
  )
}

/**
 * Writes each edited file, lets `work` write the rest, and puts every file back where that fails.
 *
 * @throws SkyError `changed-meanwhile` where somebody edited a file since it was read; what `work` throws.
 */
export function writeTexts<T>(root: string, texts: readonly EditedText[], work: () => T): T {
  for (const { file, before } of texts) {
    if (readFileSync(join(root, file), 'utf8') === before) continue
    throw failure(
      'changed-meanwhile',
      file,
      `'${file}' was changed while the release was decided; nothing was written`,
      'run the command again',
    )
  }
  const written: EditedText[] = []
  try {
    for (const text of texts) {
      written.push(text)
      replaceFile(join(root, text.file), text.after, text.file)
    }
    return work()
  } catch (error) {
    for (const { file, before } of written) replaceFile(join(root, file), before, file)
    throw error instanceof SkyError ? undone(error, written) : error
  }
}

/** The same error, and that the environments are what they were. */
function undone(error: SkyError, texts: readonly EditedText[]): SkyError {
  const notes = texts.map(
    ({ file }): Problem => ({
      id: 'release-undone',
      severity: 'info',
      where: { file },
      message: `'${file}' is what it was before the release`,
      hint: 'repair the cause, run `npm run generate`, and release again',
    }),
  )
  return new SkyError([...notes, ...error.problems], { exitCode: error.exitCode, cause: error })
}

/** Atomic: the old text or the new, never half of one. Links are followed and the mode is kept. */
function replaceFile(path: string, text: string, file: string): void {
  const target = realpathSync(path)
  const temporary = `${target}.${process.pid}.skyctl-tmp`
  try {
    writeFileSync(temporary, text, { flag: 'wx' })
    chmodSync(temporary, statSync(target).mode)
    renameSync(temporary, target)
  } catch (cause) {
    rmSync(temporary, { force: true })
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
    const hint = 'make the file and its folder writable and run again'
    throw failure('write-failed', file, `cannot write '${file}' (${code})`, hint, cause)
  }
}

function failure(id: string, file: string, message: string, hint: string, cause?: unknown) {
  const problem: Problem = { id, severity: 'error', where: { file }, message, hint }
  return new SkyError([problem], { cause })
}
