/**
 * Formats that the API server checks, as kube-openapi registers them for custom resources, less those that no schema of ours
 * uses. A format that is not listed says nothing, to us as to the API server.
 *
 * Source: k8s.io/kube-openapi pkg/validation/strfmt, and apiextensions' list of supported formats.
 */
export const textFormats: Readonly<Record<string, RegExp>> = {
  // Go passes over line breaks wherever they stand, as a block of YAML has them.
  byte: /^[\r\n]*(?:(?:[A-Za-z0-9+/][\r\n]*){4})*(?:(?:[A-Za-z0-9+/][\r\n]*){2}=[\r\n]*=[\r\n]*|(?:[A-Za-z0-9+/][\r\n]*){3}=[\r\n]*)?$/,
  'date-time':
    /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/,
  date: /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/,
  duration:
    /^[-+]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))*$|^[-+]?0$/,
  ipv4: /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/,
  hostname:
    /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\.?$/,
}

/** Least and greatest value of the formats of whole numbers; beyond 2^53 JSON's numbers are not exact, and neither is this. */
export const numberFormats: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
}
