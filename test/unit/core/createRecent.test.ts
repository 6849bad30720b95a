import { expect, test } from 'vitest'
import { createRecent } from '../../../src/core/endpoint/createRecent.ts'

test('counts what came lately and forgets what is long past', () => {
  const recent = createRecent(100)
  expect(recent.add('first')).toBe(1)
  expect(recent.add('first')).toBe(2)
  for (let number = 0; number < 99; number++) recent.add(`key ${number}`)
  expect(recent.times('first')).toBe(2)
  for (let number = 100; number < 400; number++) recent.add(`key ${number}`)
  expect(recent.times('first')).toBe(0)
  for (let number = 300; number < 400; number++) expect(recent.times(`key ${number}`)).toBe(1)
})

test('a key that keeps coming is never forgotten', () => {
  const recent = createRecent(10)
  for (let number = 1; number <= 200; number++) {
    expect(recent.add('again')).toBe(number)
    recent.add(`other ${number}`)
  }
})
