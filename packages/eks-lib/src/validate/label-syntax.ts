const labelText = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** A label's value: at most 63 letters, digits, `-`, `_` and `.`, none of the last three at an end. May be empty. */
export function isLabelValue(value: string): boolean {
  return value.length <= 63 && labelText.test(value)
}

/** A label's or taint's key: `name` or `prefix/name`, the prefix a DNS subdomain. */
export function isQualifiedName(key: string): boolean {
  const parts = key.split('/')
  const [prefix, name] = parts.length === 2 ? parts : [undefined, parts[0]]
  if (parts.length > 2 || name === undefined || name === '' || !isLabelValue(name)) return false
  return prefix === undefined || (prefix.length <= 253 && subdomain.test(prefix))
}
