import { type Browser, chromium } from 'playwright'

const isRoot = process.getuid?.() === 0

/** The Chromium that the checks prepared; English, so that journeys can name what they see. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.RECEIPTSCOPE_CHROMIUM
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: isRoot ? ['--no-sandbox', '--disable-background-networking'] : [],
  })
}
