import type { Problem } from '@skyctl/core'

/** Problems as a JUnit report: a test case for each, failed where it is an error; one that passed where there is none. */
export function renderJunit(problems: readonly Problem[], objects: number): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const cases = problems.map(junitCase)
  const all =
    cases.length > 0 ? cases : [`    <testcase classname="skyctl" name="${objects} objects"/>`]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${all.length}" failures="${errors}">`,
    `  <testsuite name="skyctl validate" tests="${all.length}" failures="${errors}">`,
    ...all,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')
}

function junitCase({ id, severity, where, message, hint }: Problem): string {
  const { file = '', line, column, object } = where
  const place = `${file}${line === undefined ? '' : `:${line}:${column ?? 1}`}`
  const name = `${id} ${place}${object === undefined ? '' : ` ${object}`}`
  const body = escapeXml(`${message}${hint === '' ? '' : `\nfix: ${hint}`}`)
  const inner =
    severity === 'error'
      ? `<failure type="${escapeXml(id)}" message="${escapeXml(message)}">${body}</failure>`
      : `<system-out>${severity}: ${body}</system-out>`
  return `    <testcase classname="${escapeXml(file)}" name="${escapeXml(name)}">${inner}</testcase>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** XML 1.0 has no place for most control characters, escaped or not. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
