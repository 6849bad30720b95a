import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Heap } from '../../../src/simulator/heap.ts'

test('a heap gives its items in order, whatever was removed from its middle', () => {
  const inputs = fc.array(fc.record({ due: fc.integer({ min: 0, max: 20 }), removed: fc.boolean() }))
  fc.assert(
    fc.property(inputs, given => {
      const items = given.map(({ due, removed }, order) => ({ due, order, removed, slot: -1 }))
      const heap = new Heap<(typeof items)[number]>()
      for (const item of items) heap.add(item)
      for (const item of items) if (item.removed) heap.remove(item)
      const out: (typeof items)[number][] = []
      for (let item = heap.first(); item !== undefined; item = heap.first()) {
        heap.remove(item)
        out.push(item)
      }
      const expected = items.filter(item => !item.removed).sort((a, b) => a.due - b.due || a.order - b.order)
      expect(out).toEqual(expected)
      expect(items.every(item => item.slot === -1)).toBe(true)
    }),
  )
})
