import { expect } from 'vitest'

/** Scripts and terminals get sentences, of one language each: never the pair that the window picks from. */
export function expectEnglish(output: string): void {
  expect(output).not.toContain('[object Object]')
  expect(output).not.toMatch(/"zh" ?:/)
}
