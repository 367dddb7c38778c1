import { expect, it } from 'vitest'
import {
  contains,
  formatPrefix,
  type Prefix,
  parseAddress,
  parseCidr,
  parsePrefix,
} from './prefix.ts'

const shown = (text: string) => {
  const prefix = parsePrefix(text)
  return prefix === undefined ? undefined : formatPrefix(prefix)
}

it('clears host bits and writes addresses in one form', () => {
  expect(
    [
      '10.1.2.3/8',
      '0.0.0.0/0',
      '2001:DB8:0:0::1/32',
      '::/0',
      '::ffff:10.0.0.1/128',
      '1:0:0:2::/64',
    ].map(shown),
  ).toEqual([
    '10.0.0.0/8',
    '0.0.0.0/0',
    '2001:db8::/32',
    '::/0',
    '::ffff:a00:1/128',
    '1:0:0:2::/64',
  ])
})

it('refuses what Go refuses', () => {
  const odd = [
    '10.0.0.0',
    '10.0.0/8',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '010.0.0.0/8',
    '10.0.0.256/8',
    '10.0.0.0/-1',
    ':::/0',
    '1:2:3/64',
    '1::2::3/64',
    'fe80::1%eth0/64',
    'x/8',
    '',
  ]
  expect(odd.map(shown)).toEqual(odd.map(() => undefined))
  expect(parseAddress('10.0.0.1')?.length).toBe(32)
  expect(parseCidr('::1')?.length).toBe(128)
})

it('says which network holds which', () => {
  const within = (outer: string, inner: string) =>
    contains(parseCidr(outer) as Prefix, parseCidr(inner) as Prefix)
  expect(within('10.0.0.0/8', '10.255.0.1')).toBe(true)
  expect(within('10.0.0.0/8', '11.0.0.1')).toBe(false)
  expect(within('10.0.0.0/16', '10.0.0.0/8')).toBe(false)
  expect(within('0.0.0.0/0', '::1')).toBe(false)
  expect(within('2001:db8::/32', '2001:db8:1::1')).toBe(true)
})
