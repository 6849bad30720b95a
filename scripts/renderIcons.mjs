// node scripts/renderIcons.mjs: draws every icon of the product from the three SVG files in resources/. What it writes
// is committed; run it after changing a drawing, and look at the result.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { root } from './ownNode.mjs'
import { prepareBrowser } from './prepareBrowser.mjs'

const resources = join(root, 'resources')
const drawing = name => readFileSync(join(resources, name), 'utf8')
const whole = drawing('icon.svg')
const tile = whole.replace('viewBox="0 0 1024 1024"', 'viewBox="84 84 856 856"')
const small = drawing('icon-small.svg')
const tray = drawing('tray.svg')

/** Only macOS expects air around the tile. */
const iconFor = size => (size < 64 ? small : tile)
const fileSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
const icnsTypes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }

const browser = await chromium.launch({ executablePath: prepareBrowser(), args: ['--no-sandbox'] })
const page = await browser.newPage()

async function render(svg, size) {
  await page.setViewportSize({ width: size, height: size })
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  await page.setContent(
    `<style>*{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="${source}">`,
  )
  await page.locator('img').evaluate(image => image.decode())
  return await page.screenshot({ omitBackground: true })
}

/** A directory of PNG files, as Windows has read them since Vista; 0 stands for 256 pixels. */
function writeIco(images) {
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  for (const [index, { size, png }] of images.entries()) {
    const entry = 6 + 16 * index
    header.writeUInt8(size % 256, entry)
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(png.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)])
}

/** Blocks of a four-letter type, their length (this head included) and a PNG file. */
function writeIcns(images) {
  const blocks = images.map(({ type, png }) => block(type, png))
  return block('icns', Buffer.concat(blocks))
}

function block(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}

const save = (name, content) => writeFileSync(join(resources, name), content)

for (const size of fileSizes) save(`icons/${size}x${size}.png`, await render(iconFor(size), size))
const icoImages = []
for (const size of icoSizes) icoImages.push({ size, png: await render(iconFor(size), size) })
save('icon.ico', writeIco(icoImages))
const icnsImages = []
for (const [type, size] of Object.entries(icnsTypes))
  icnsImages.push({ type, png: await render(size < 64 ? small : whole, size) })
save('icon.icns', writeIcns(icnsImages))
save('tray/trayTemplate.png', await render(tray, 16))
save('tray/trayTemplate@2x.png', await render(tray, 32))
save('tray/tray.png', await render(small, 24))
save('tray/tray@2x.png', await render(small, 48))
await browser.close()
