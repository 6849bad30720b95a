import { expect, test } from 'vitest'
import { createGate } from '../../../src/headless/http/createGate.ts'

const start = () => {
  let now = 1000
  const gate = createGate('the-token', 8765, () => now)
  return {
    gate,
    pass(milliseconds: number) {
      now += milliseconds
    },
  }
}

test('a ticket opens once, within a minute, and no other does', () => {
  const { gate, pass } = start()
  const ticket = gate.issueTicket()
  const late = gate.issueTicket()
  expect(ticket).not.toBe(late)
  expect(gate.redeem('the-token')).toBe(false)
  expect(gate.redeem(null)).toBe(false)
  expect(gate.redeem(ticket)).toBe(true)
  expect(gate.redeem(ticket)).toBe(false)
  pass(60_000)
  expect(gate.redeem(late)).toBe(false)
})

test('only the whole token counts, in its header or in the cookie of its port', () => {
  const { gate } = start()
  expect(gate.hasBearer({ authorization: 'Bearer the-token' })).toBe(true)
  expect(gate.hasBearer({ authorization: 'bearer  the-token ' })).toBe(true)
  for (const authorization of ['the-token', 'Basic the-token', 'Bearer the-toke', 'Bearer the-token x', '']) {
    expect(gate.hasBearer({ authorization })).toBe(false)
  }
  expect(gate.hasCookie({ cookie: 'a=b; receiptscope_8765=the-token; c=d' })).toBe(true)
  for (const cookie of ['receiptscope_8765=', 'receiptscope_8766=the-token', 'receiptscope_8765', '']) {
    expect(gate.hasCookie({ cookie })).toBe(false)
  }
  expect(gate.hasBearer({})).toBe(false)
  expect(gate.hasCookie({})).toBe(false)
})
