import type { Node, ObjectLiteralExpression } from 'typescript'

export interface Position {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

/**
 * Where a property of a `defineApp({...})` or `defineComponent({...})` call stands in its source. Follows the path as
 * far as the literal goes and returns the deepest place found. Only called once something is wrong: it loads the
 * TypeScript parser.
 *
 * @param path Property names and array indices from the call's argument.
 */
export async function locateInModule(
  source: string,
  path: readonly (string | number)[],
): Promise<Position> {
  const { default: ts } = await import('typescript')
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true)
  const declaration = findDeclaration(file)
  if (declaration === undefined) return { line: 1, column: 1 }
  let found: Node = declaration
  let value: Node = declaration
  for (const step of path) {
    const next = child(value, step)
    if (next === undefined) break
    found = next.found
    value = next.value
  }
  const { line, character } = file.getLineAndCharacterOfPosition(found.getStart(file))
  return { line: line + 1, column: character + 1 }

  function findDeclaration(node: Node): ObjectLiteralExpression | undefined {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^define(App|Component)$/.test(node.expression.text)
    ) {
      const argument = node.arguments[0]
      if (argument && ts.isObjectLiteralExpression(argument)) return argument
    }
    return ts.forEachChild(node, findDeclaration)
  }

  function child(node: Node, step: string | number): { found: Node; value: Node } | undefined {
    const target = unwrap(node)
    if (ts.isArrayLiteralExpression(target) && typeof step === 'number') {
      const element = target.elements[step]
      return element && { found: element, value: element }
    }
    if (!ts.isObjectLiteralExpression(target)) return undefined
    for (const property of target.properties) {
      const name = property.name
      if (
        name &&
        (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) &&
        name.text === String(step)
      ) {
        const value = ts.isPropertyAssignment(property) ? property.initializer : property
        return { found: property, value }
      }
    }
    return undefined
  }

  function unwrap(node: Node): Node {
    return ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isParenthesizedExpression(node)
      ? unwrap(node.expression)
      : node
  }
}
