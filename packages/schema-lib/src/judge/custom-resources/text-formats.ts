import { parseNetwork } from '../api-server/addresses.ts'
import { find, nothing, type Place, type ServerFinding, shown } from '../api-server/place.ts'

interface TextFormat {
  readonly name: string
  readonly fits: (text: string) => boolean
}

/**
 * Formats that no expression states, or that are stricter in a custom resource than in a built-in kind: the former compares
 * text, the latter decodes it.
 *
 * Source: k8s.io/kube-openapi pkg/validation/strfmt/default.go (isCIDR), github.com/asaskevich/govalidator patterns.go (Base64).
 */
const formats: Readonly<Record<string, TextFormat>> = {
  cidr: {
    name: 'network in CIDR notation, such as 10.9.8.0/24',
    fits: (text) => parseNetwork(text) !== undefined,
  },
  byte: {
    name: 'base64 on one line',
    fits: (text) =>
      /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text),
  },
}

export function isCheckedFormat(format: unknown): format is string {
  return typeof format === 'string' && Object.hasOwn(formats, format)
}

export function checkTextFormat(format: unknown, place: Place): readonly ServerFinding[] {
  const { value } = place
  if (!isCheckedFormat(format) || typeof value !== 'string') return nothing
  const { name, fits } = formats[format] as TextFormat
  return fits(value)
    ? nothing
    : find(place, `${shown(value)} is no ${name}`, 'correct the value, or leave the field out')
}
