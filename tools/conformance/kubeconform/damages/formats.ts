import type { Damage } from './damage.ts'

/** Texts of one form, right and wrong: what replaces a text that has the form. */
const forms: readonly { readonly has: RegExp; readonly others: readonly string[] }[] = [
  {
    has: /^\d{1,3}(\.\d{1,3}){3}$/,
    others: ['10.0.0.256', '010.0.0.1', '10.0.0', '10.0.0.0/8', '::1', '10.0.0.1 '],
  },
  {
    has: /^[0-9a-f.:]+\/\d{1,3}$/,
    others: ['10.0.0.0/33', '10.0.0.0', '10.0.0.1/8', '::/129', 'fd00::/64', '010.0.0.0/8'],
  },
  {
    has: /^\d{4}-\d{2}-\d{2}/,
    others: ['2026-13-01T00:00:00Z', '2026-01-01', '2026-01-01 00:00:00', '2026-01-01T00:00:00'],
  },
  {
    has: /^https?:|^oci:|^git@|^[a-z0-9.-]+\.[a-z]{2,}(\/|$)/,
    others: ['http://', 'https//example.com', 'ftp://example.com', 'https://exa mple.com', '//x'],
  },
  {
    has: /^\d+(ns|us|ms|s|m|h)$/,
    others: ['1 h', '1d', '1h30', 'h', 'P1D', '1.5h', '-1h', '1h1h', '0'],
  },
  {
    has: /^[\d*]+([/,-][\d*]+)*( [\d*]+([/,-][\d*]+)*){4}$/,
    others: ['* * * *', '60 * * * *', '@daily', '* * * * * *', '*/0 * * * *', 'TZ=UTC 0 0 * * *'],
  },
  {
    has: /^[A-Za-z0-9+/]{8,}={0,2}$/,
    others: ['not base64!', 'YWJj=', 'YWJ', 'YWJj\nYWJj', 'YW-_'],
  },
]

export const formatDamages: readonly Damage[] = [
  {
    id: 'damaged-form',
    does: 'an address, CIDR, date, URL, duration, schedule or base64 breaks its form',
    apply: (value) =>
      typeof value === 'string'
        ? forms.filter(({ has }) => has.test(value)).flatMap(({ others }) => others)
        : [],
  },
  {
    id: 'template-left-in',
    does: "a text is what an engine of templates would have replaced, or a shell's variable",
    apply: (value) =>
      typeof value === 'string' ? ['{{ .Values.x }}', `$${'{X}'}`, '<no value>', 'undefined'] : [],
  },
]
