import type { ReceiptRow } from '../../contract/receipt.ts'
import { Chip, type Tone } from '../kit/Chip.tsx'
import type { Words } from '../words/en.ts'
import { useWords } from '../words/useWords.ts'

type Finding = { tone: Tone; word: string; hint: string }

/** What can be said of where a push came from. Both findings must be good for a good word. */
export function signatureFinding(row: ReceiptRow, words: Words['receipts']): Finding | null {
  if (row.via !== 'push') return null
  if (row.signature === null) return { tone: 'neutral', word: words.unsigned, hint: words.unsignedHint }
  const { verdict, certificateTrust } = row.signature
  switch (verdict) {
    case 'valid':
      return certificateTrust === 'trusted'
        ? { tone: 'ok', word: words.signed, hint: words.signedHint }
        : { tone: 'wait', word: words.untrusted, hint: words.untrustedHint }
    case 'invalid':
      return { tone: 'bad', word: words.invalid, hint: words.invalidHint }
    case 'undecided':
      return { tone: 'wait', word: words.undecided, hint: words.undecidedHint }
    default:
      return verdict satisfies never
  }
}

/** `quiet` leaves out the good news, which in a table would only be noise. */
export function SignatureChip({ row, quiet = false }: { row: ReceiptRow; quiet?: boolean }) {
  const words = useWords()
  const finding = signatureFinding(row, words.receipts)
  if (finding === null || (quiet && finding.tone === 'ok')) return null
  return (
    <Chip tone={finding.tone} title={finding.hint}>
      {finding.word}
    </Chip>
  )
}
