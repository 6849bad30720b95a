import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chinaDay } from '../../../src/simulator/sms/chinaDay.ts'
import { SendLog, type SentSms } from '../../../src/simulator/sms/sendLog.ts'
import { newSms } from '../../../src/simulator/sms/smsGateway.ts'

const capacity = 12
const start = Date.UTC(2026, 0, 1)
const phones = ['13800000000', '13900000000', '13700000000']

const steps = fc.array(
  fc.record({
    phone: fc.constantFrom(...phones),
    /** Hours until this step. */
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }), fc.constant(24 * 40)),
    settle: fc.constantFrom(null, true, false),
    /** Which of the SMS so far gets its receipt. */
    which: fc.nat(),
  }),
  { maxLength: 80 },
)

test('the log finds and counts as a plain list would, within its capacity and its thirty days', () => {
  fc.assert(
    fc.property(steps, changes => {
      const forgotten: SentSms[] = []
      const log = new SendLog(chinaDay, { capacity, onForget: sent => forgotten.push(sent) })
      const all: SentSms[] = []
      let now = start
      for (const [index, { phone, wait, settle, which }] of changes.entries()) {
        now += wait * 3_600_000
        const order = { phone, signName: 'a', templateCode: 'SMS_1', outId: '', extendCode: '' }
        const sent = newSms({ ...order, bizId: `${index}^0`, content: 'x', sendTime: now })
        log.add(sent)
        all.push(sent)
        const settled = all[which % all.length]
        if (settle !== null && settled) log.settle(settled, settle ? 'DELIVERED' : 'UNDELIV', settle, now)
      }
      const kept = all.filter(sent => !forgotten.includes(sent))
      expect(kept).toEqual(all.slice(forgotten.length))
      expect(log.size).toBe(kept.length)
      expect(kept.length).toBe(
        Math.min(capacity, all.filter(({ sendTime }) => sendTime > now - 31 * 86_400_000).length),
      )
      for (const day of new Set(all.map(({ sendTime }) => chinaDay(sendTime)))) {
        for (const phone of phones) {
          const expected = kept.filter(sent => sent.phone === phone && chinaDay(sent.sendTime) === day)
          expect(log.find(phone, day, null)).toEqual(expected.reverse())
        }
        const ofDay = all.filter(({ sendTime }) => chinaDay(sendTime) === day)
        const count = (status: string) => ofDay.filter(sent => sent.status === status).length
        expect(log.totals(day, day)).toEqual([
          { day, total: ofDay.length, delivered: count('delivered'), failed: count('failed') },
        ])
      }
    }),
  )
})
