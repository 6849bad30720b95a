import type { Rectangle } from 'electron'

export const smallestWindow = { width: 760, height: 520 }
const usualWindow = { width: 1440, height: 900 }
/** As much of the title bar has to lie on a display as it takes to grab it. */
const grip = { width: 120, height: 32 }

/**
 * Where a window is to open: as remembered if it can be reached there, else centred on the first display, and never
 * larger than the display that it is on. Areas are what the system leaves free of its own bars.
 */
export function fitToDisplays(remembered: Rectangle | null, areas: readonly Rectangle[]): Rectangle {
  const [first] = areas
  if (!first) return { x: 0, y: 0, ...usualWindow }
  const fitting = areas.map(area => remembered && { ...remembered, ...sizeWithin(remembered, area) })
  const reachable = fitting.find((window, index) => window && canBeGrabbed(window, areas[index] ?? first))
  return reachable ?? centre(usualWindow, first)
}

function sizeWithin({ width, height }: Rectangle, area: Rectangle) {
  return {
    width: clamp(width, smallestWindow.width, area.width),
    height: clamp(height, smallestWindow.height, area.height),
  }
}

function canBeGrabbed(window: Rectangle, area: Rectangle): boolean {
  const left = Math.max(window.x, area.x)
  const right = Math.min(window.x + window.width, area.x + area.width)
  return right - left >= grip.width && window.y >= area.y && window.y + grip.height <= area.y + area.height
}

function centre(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const width = Math.min(size.width, area.width)
  const height = Math.min(size.height, area.height)
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  }
}

const clamp = (value: number, smallest: number, largest: number) =>
  Math.min(Math.max(value, Math.min(smallest, largest)), largest)
