import type { Rectangle } from 'electron'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitToDisplays } from '../../../src/main/fitToDisplays.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 840 }
const monitor = { x: 1440, y: -300, width: 2560, height: 1400 }

test('a place that can be reached is kept', () => {
  const remembered = { x: 1800, y: -100, width: 1200, height: 800 }
  expect(fitToDisplays(remembered, [laptop, monitor])).toEqual(remembered)
})

test.each([
  ['its display is gone', { x: 1800, y: -100, width: 1200, height: 800 }],
  ['its title bar is above the screen', { x: 100, y: -200, width: 1200, height: 800 }],
  ['only a sliver of it would show', { x: 1400, y: 100, width: 1200, height: 800 }],
  ['it is far out', { x: 1e15, y: -1e15, width: 1200, height: 800 }],
])('a window opens centred when %s', (_why, remembered) => {
  expect(fitToDisplays(remembered, [laptop])).toEqual({ x: 0, y: 25, width: 1440, height: 840 })
})

test('a window is never larger than its display, nor too small to use', () => {
  const { width, height } = fitToDisplays({ x: 10, y: 30, width: 9000, height: 5 }, [laptop])
  expect({ width, height }).toEqual({ width: 1440, height: 520 })
})

test('wherever it was, its title bar can be grabbed', () => {
  const number = fc.integer({ min: -20_000, max: 20_000 })
  const size = fc.integer({ min: 640, max: 8_000 })
  const rectangle = fc.record({ x: number, y: number, width: size, height: size })
  const isReachable = (window: Rectangle, area: Rectangle) =>
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x) >= 100 &&
    window.y >= area.y &&
    window.y < area.y + area.height
  fc.assert(
    fc.property(rectangle, fc.array(rectangle, { minLength: 1, maxLength: 4 }), (remembered, areas) => {
      const placed = fitToDisplays(remembered, areas)
      expect(areas.some(area => isReachable(placed, area))).toBe(true)
    }),
  )
})
