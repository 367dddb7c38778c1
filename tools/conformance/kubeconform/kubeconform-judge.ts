import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { root } from './tree-objects.ts'

/** What kubeconform says of one file. */
export interface KubeconformVerdict {
  readonly accepted: boolean
  readonly message: string
}

interface Row {
  readonly filename: string
  readonly status: '' | 'statusValid' | 'statusInvalid' | 'statusError' | 'statusSkipped'
  readonly msg: string
}

/**
 * Asks kubeconform about texts, a file each, and answers in their order. Not by standard input: there its workers share one buffer,
 * which the reader overwrites (pkg/resource/stream.go).
 */
export async function askKubeconform(
  texts: readonly (string | Uint8Array)[],
  kubernetesVersion: string,
): Promise<readonly KubeconformVerdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'skyctl-mutants-'))
  try {
    texts.forEach((text, index) => {
      writeFileSync(join(folder, `${index}.yaml`), text)
    })
    const rows = await judgeFolder(folder, kubernetesVersion)
    return texts.map((_, index) => verdictOf(rows.get(`${index}.yaml`)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file is accepted where each of its objects is; one that nothing is said about was not judged. */
function verdictOf(rows: readonly Row[] | undefined): KubeconformVerdict {
  if (rows === undefined) throw new Error('kubeconform said nothing of a file')
  if (rows.some(({ status }) => status === 'statusSkipped')) {
    throw new Error('kubeconform skipped an object')
  }
  const refused = rows.find(({ status }) => status !== 'statusValid' && status !== '')
  return { accepted: refused === undefined, message: refused?.msg ?? '' }
}

async function judgeFolder(
  folder: string,
  kubernetesVersion: string,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const output = await run([kubernetesVersion, '-n', '2', '-verbose', '-output', 'json', folder])
  const { resources } = JSON.parse(output) as { readonly resources: readonly Row[] }
  const rows = new Map<string, Row[]>()
  for (const row of resources) {
    const file = basename(row.filename)
    rows.set(file, [...(rows.get(file) ?? []), row])
  }
  return rows
}

/** Exit code 1 is a refusal; anything else, a crash too, is no verdict. */
function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'tools/kubeconform.sh'), ['--judge', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0 || code === 1) resolve(Buffer.concat(chunks).toString('utf8'))
      else reject(new Error(`kubeconform ended with ${code}`))
    })
  })
}
