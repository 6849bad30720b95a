import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const resources = join(import.meta.dirname, '../../resources')
const read = (name: string) => readFileSync(join(resources, name))

/** Width, height and colour type of a PNG file; type 6 has an alpha channel. */
function inspectPng(png: Buffer) {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), colourType: png[25] }
}

test.each([16, 24, 32, 48, 64, 128, 256, 512, 1024])('there is an icon of %i pixels', size => {
  expect(inspectPng(read(`icons/${size}x${size}.png`))).toEqual({ width: size, height: size, colourType: 6 })
})

test.each([
  ['trayTemplate.png', 16],
  ['trayTemplate@2x.png', 32],
  ['tray.png', 24],
  ['tray@2x.png', 48],
])('the tray has %s', (name, size) => {
  expect(inspectPng(read(`tray/${name}`))).toEqual({ width: size, height: size, colourType: 6 })
})

test('Windows finds every size in one file', () => {
  const ico = read('icon.ico')
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index
    const offset = ico.readUInt32LE(entry + 12)
    const { width } = inspectPng(ico.subarray(offset, offset + ico.readUInt32LE(entry + 8)))
    expect((ico[entry] || 256) === width).toBe(true)
    return width
  })
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
})

test('macOS finds every size in one file', () => {
  const icns = read('icon.icns')
  expect(icns.subarray(0, 4).toString('latin1')).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  const found: Record<string, number> = {}
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    found[icns.subarray(at, at + 4).toString('latin1')] = inspectPng(icns.subarray(at + 8)).width
  expect(found).toEqual({
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  })
})
