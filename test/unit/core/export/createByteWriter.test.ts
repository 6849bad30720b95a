import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createByteWriter } from '../../../../src/core/export/createByteWriter.ts'

test('whatever is written stands there as UTF-8, however little memory it began with', () => {
  const texts = fc.array(fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(texts, fc.nat(40), (written, room) => {
      const writer = createByteWriter(new ArrayBuffer(room))
      for (const text of written) writer.write(text)
      const expected = Buffer.from(written.join(''))
      expect(writer.length()).toBe(expected.length)
      expect(expected.equals(writer.take())).toBe(true)
    }),
  )
})

test('memory with room is used as it is', () => {
  const memory = new ArrayBuffer(8)
  const writer = createByteWriter(memory)
  writer.write('回执')
  expect(writer.take().buffer).toBe(memory)
})
