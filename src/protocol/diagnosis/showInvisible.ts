const pictures: Readonly<Record<string, string>> = { '\t': '␉', '\n': '␊', '\r': '␍', '\u00a0': '⍽' }

/** A line with everything drawn that an eye would miss: spaces at its ends and in runs, controls, zero widths, marks. */
export function showInvisible(text: string): string {
  return text
    .replaceAll(/^ +| +$| {2,}/g, spaces => '·'.repeat(spaces.length))
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u3000\ufffd]/gu, character => {
      const code = character.codePointAt(0) ?? 0
      return pictures[character] ?? `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
    })
}
