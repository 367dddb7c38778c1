import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'

const script = fileURLToPath(new URL('../../../tools/post-report.sh', import.meta.url))

/** Answers a list with what the test says, and writes down the rest: the call, and the text that it sends. */
const gh = `#!/bin/bash
if [[ $* == *--paginate* ]]; then printf '%s' "$COMMENTS"; exit; fi
for word in "$@"; do
  case $word in
    body=@*) cat "\${word#body=@}" >"$SENT" ;;
    *) printf '%s ' "$word" >>"$CALLS" ;;
  esac
done
`

function post(comments: string) {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-post-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const at = (name: string) => join(root, name)
  writeFileSync(at('gh'), gh)
  chmodSync(at('gh'), 0o755)
  writeFileSync(at('report.md'), '**No object changes.**\n')
  const { status } = spawnSync('bash', [script, at('report.md'), 'acme/platform', '7'], {
    env: {
      PATH: `${root}:${process.env.PATH}`,
      COMMENTS: comments,
      SENT: at('sent'),
      CALLS: at('calls'),
    },
  })
  return { status, call: readFileSync(at('calls'), 'utf8'), sent: readFileSync(at('sent'), 'utf8') }
}

const sent = '<!-- skyctl diff -->\n**No object changes.**\n'

describe('post-report.sh', () => {
  it('posts a comment where there is none of ours', () => {
    expect(post('')).toEqual({
      status: 0,
      call: 'api --method POST repos/acme/platform/issues/7/comments --field --silent ',
      sent,
    })
  })

  it('updates the one that an earlier run has posted', () => {
    expect(post('41\n42\n')).toEqual({
      status: 0,
      call: 'api --method PATCH repos/acme/platform/issues/comments/41 --field --silent ',
      sent,
    })
  })
})
