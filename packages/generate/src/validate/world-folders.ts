/** `<path to generated>/<environment>`, where a file is one of an environment's tree. */
export function environmentFolder(file: string): string | undefined {
  return /^((?:.*\/)?generated\/[^/]+)\/(?:apps|argocd|cluster|platform|world)\//.exec(file)?.[1]
}

/** Whether the named paths hold an environment as a whole. */
export function coversEnvironment(environment: string, paths: readonly string[]): boolean {
  return paths.some((path) => {
    const named = path.replace(/^\.\//, '').replace(/\/+$/, '')
    return named === '.' || named === environment || environment.startsWith(`${named}/`)
  })
}
