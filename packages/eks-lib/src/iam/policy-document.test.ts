import { expect, test } from 'vitest'
import { policyDocument, policySize } from './policy-document.ts'

const read = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme/*'] }
const send = {
  actions: ['ses:SendEmail'],
  resources: ['*'],
  conditions: { StringEquals: { 'ses:FromAddress': 'shop@example.com' } },
}

test('a document allows what the statements say, in their order, under their conditions', () => {
  expect(policyDocument([send, read])).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['ses:SendEmail'],
        Resource: ['*'],
        Condition: { StringEquals: { 'ses:FromAddress': 'shop@example.com' } },
      },
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::acme/*'] },
    ],
  })
})

test('a statement without conditions has no key for them', () => {
  const [statement] = policyDocument([{ ...read, conditions: undefined }]).Statement
  expect(Object.keys(statement ?? {})).toEqual(['Effect', 'Action', 'Resource'])
})

test('no statements allow nothing', () => {
  expect(policyDocument([])).toEqual({ Version: '2012-10-17', Statement: [] })
})

test('the size counts every character of the document, white space between them left out', () => {
  expect(policySize(policyDocument([]))).toBe('{"Version":"2012-10-17","Statement":[]}'.length)
})

test('a longer resource makes a document longer by as much', () => {
  const size = (resource: string) =>
    policySize(policyDocument([{ ...read, resources: [resource] }]))
  expect(size(`arn:${'a'.repeat(100)}`) - size('arn:')).toBe(100)
})
