import { expect, it } from 'vitest'
import { createWorkspace } from './testing/workspace.ts'

/** More than one thread would take, with every hundredth in need of a word. */
const files = Object.fromEntries(
  Array.from({ length: 2_500 }, (_, index) => [
    `m/${index}.yaml`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c${index} }\n${index % 100 === 7 ? 'dta' : 'data'}: { a: b }\n`,
  ]),
)

it('says of many files what it says of each', () => {
  const workspace = createWorkspace({ files })
  const { code, stdout } = workspace.run('validate', 'm', '--json')
  const { problems, objects } = JSON.parse(stdout) as { problems: object[]; objects: number }
  expect(code).toBe(1)
  expect(objects).toBe(2_500)
  expect(problems).toHaveLength(25)
  const alone = workspace.run('validate', 'm/7.yaml', 'm/107.yaml', '--json')
  expect(JSON.parse(alone.stdout)).toEqual({
    objects: 2,
    problems: problems.filter((problem) => /"m\/1?0?7\.yaml"/.test(JSON.stringify(problem))),
  })
})
