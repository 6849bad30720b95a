import type { Page } from 'playwright'
import { expect } from 'vitest'
import { findSerious } from './findSerious.ts'

/** Nothing serious is found in what the page shows now, in neither theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect({ colorScheme, found: await findSerious(page) }).toEqual({ colorScheme, found: [] })
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}
