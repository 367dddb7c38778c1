import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '@skyctl/core'
import { readManifests } from '@skyctl/generate/manifests'
import { type Peer, prepareWorld, type Query, readProfile } from '@skyctl/policy-lib'
import type { Report } from '../report.ts'
import { askCilium, type Question } from './cilium-judge.ts'
import { differenceAt, wrongWithWorld } from './differential/compare-worlds.ts'
import type { OurJudge } from './our-judge.ts'

const root = join(import.meta.dirname, '../../..')
const outside: readonly Peer[] = [
  { entity: 'world' },
  { entity: 'host' },
  { entity: 'remote-node' },
  { entity: 'kube-apiserver' },
  { ip: '203.0.113.7' },
]

/**
 * The committed tree of every environment, as Cilium's engine reads it: every pod to every other one and to what is outside, on each port
 * that a container of the target states, and on 443.
 *
 * @returns How many connections were asked about.
 */
export function checkTrees(ours: OurJudge, report: Report): number {
  const questions = readdirSync(join(root, 'generated'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'types' && !entry.name.startsWith('.'))
    .map(({ name }) => ({ name, question: questionOf(name) }))
  const answers = askCilium(questions.map(({ question }) => question))
  let asked = 0
  for (const [index, { name, question }] of questions.entries()) {
    const [own, theirs] = [ours(question), answers[index]]
    if (theirs === undefined) throw new Error(`${name} has no answer`)
    const wrong = wrongWithWorld(own, theirs)
    report.check(wrong === undefined, `the policies of ${name} are taken by both`, wrong)
    for (const [at, query] of question.queries.entries()) {
      asked++
      const difference = differenceAt(own, theirs, at)
      report.check(difference === undefined, `${name}: ${JSON.stringify(query)}`, difference)
    }
  }
  return asked
}

function questionOf(environment: string): Question {
  const { files, problems } = readManifests(root, [`generated/${environment}`])
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '))
  const isProfile = (file: string) => file.endsWith('/world/profile.yaml')
  const values = files
    .filter(({ file }) => !isProfile(file) && !file.includes('/cluster/'))
    .flatMap(({ documents }) => documents.map(({ document }) => document.value as Json))
  const stated = files.find(({ file }) => isProfile(file))?.documents[0]?.document.value
  const { profile } = readProfile((stated as { cilium?: unknown } | undefined)?.cilium)
  return { world: values, queries: queriesOf(values), profile }
}

function queriesOf(values: readonly Json[]): readonly Query[] {
  const { workloads } = prepareWorld(values.map((value) => ({ value }))).world
  const pods = workloads
    .filter(({ hostNetwork }) => !hostNetwork)
    .map(({ kind, namespace, name, containerPorts }) => ({
      peer: { pod: `${namespace}/${name}`, kind },
      ports: [...new Set([...containerPorts, 443])],
    }))
  const ask = (from: Peer, to: Peer, ports: readonly number[]) =>
    ports.map((port): Query => ({ from, to, port, protocol: 'TCP' }))
  return pods.flatMap((pod) => [
    ...pods
      .filter((other) => other !== pod)
      .flatMap((other) => ask(pod.peer, other.peer, other.ports)),
    ...outside.flatMap((peer) => [
      ...ask(pod.peer, peer, [443]),
      ...ask(peer, pod.peer, pod.ports),
    ]),
  ])
}
