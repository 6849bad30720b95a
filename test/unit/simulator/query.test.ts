import { expect, test } from 'vitest'
import { readQuery } from '../../../src/simulator/http/query.ts'

test('names are found whatever their case, unless strict', () => {
  expect(readQuery('NumOfMessages=16', false).get('numOfMessages')).toBe('16')
  expect(readQuery('NumOfMessages=16', true).get('numOfMessages')).toBeUndefined()
  expect(readQuery('numOfMessages=16', true).get('numOfMessages')).toBe('16')
})

test('a lease arrives the same whether its padding was encoded or not', () => {
  expect(readQuery('ReceiptHandle=1-abc==', false).get('receiptHandle')).toBe('1-abc==')
  expect(readQuery('ReceiptHandle=1-abc%3D%3D', false).get('receiptHandle')).toBe('1-abc==')
  expect(readQuery('ReceiptHandle=a+b/c', false).get('receiptHandle')).toBe('a+b/c')
})

test('nonsense is kept as it was sent', () => {
  expect(readQuery('a=%zz&&b&=c', false).entries).toEqual([
    ['a', '%zz'],
    ['b', ''],
    ['', 'c'],
  ])
})
