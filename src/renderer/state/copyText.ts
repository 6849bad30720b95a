import { revealInline } from '../format/revealControls.ts'
import { currentWords } from '../words/useWords.ts'
import { setShell } from './shell.ts'

/** Copies and says so; where the browser forbids it, shows the text so that it can be copied by hand. */
export async function copyText(text: string): Promise<void> {
  const { kit } = currentWords()
  try {
    await navigator.clipboard.writeText(text)
    setShell({ notice: { text: `${kit.copied}: ${revealInline(text, 80)}`, hint: null } })
  } catch {
    setShell({ notice: { text: kit.notCopied, hint: text } })
  }
}
