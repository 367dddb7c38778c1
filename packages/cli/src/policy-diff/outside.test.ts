import { expect, it } from 'vitest'
import { isOnTheInternet, sayOutside } from './outside.ts'

it.each(['203.0.113.0/24', '198.51.100.7', '2a00:1450::/32', 'api.example.com', '0.0.0.0/1'])(
  '%s is on the internet',
  (name) => {
    expect(isOnTheInternet(name)).toBe(true)
  },
)

it.each([
  '10.0.0.0/8',
  '172.16.4.1',
  '100.64.0.0/10',
  '169.254.169.254',
  'fd00::/8',
  'fe80::1',
  '::1',
  'kube-apiserver',
  'host',
  'Deployment shop/web.v2',
])('%s is not', (name) => {
  expect(isOnTheInternet(name)).toBe(false)
})

const known = new Set(['203.0.113.0/24', 'api.example.com'])

it('says the internet for all of it', () => {
  expect(sayOutside(['203.0.113.0/24', 'api.example.com', 'world'], known)).toEqual([
    'the internet',
  ])
})

it('says the rest of it where something of it is not meant', () => {
  expect(sayOutside(['api.example.com', 'world'], known)).toEqual(['the rest of the internet'])
})

it('keeps private networks and the nodes beside it', () => {
  expect(sayOutside(['10.0.0.0/8', 'host', 'world'], new Set())).toEqual([
    'the internet',
    '10.0.0.0/8',
    'its own node',
  ])
})

it('names what it has where it is not meant itself', () => {
  expect(sayOutside(['203.0.113.0/24', 'kube-apiserver'], known)).toEqual([
    '203.0.113.0/24',
    'the Kubernetes API server',
  ])
})
