import { Chip } from '../kit/Chip.tsx'
import { useWords } from '../words/useWords.ts'

/** The status of an answer; what a sender takes for a refusal looks like one. */
export function AnswerChip({ status }: { status: number | null }) {
  const { replay: words } = useWords()
  if (status === null) return <Chip tone="bad">{words.noAnswer}</Chip>
  return <Chip tone={status < 300 ? 'ok' : status < 400 ? 'wait' : 'bad'}>{status}</Chip>
}
