import type { ReceiptDetail } from '../../contract/receipt.ts'
import { AnswerList } from '../replay/AnswerList.tsx'
import { ReplayForm } from '../replay/ReplayForm.tsx'
import { useAnswers } from '../replay/useAnswers.ts'

/** Sends this message again, and shows what it was answered each time. */
export function ReplayTab({ detail }: { detail: ReceiptDetail }) {
  const { answers, look } = useAnswers(detail.id)
  return (
    <div className="inspector-body">
      <ReplayForm what={{ ids: [detail.id] }} count={1} detail={detail} onDone={look} />
      {answers !== null && <AnswerList answers={answers} />}
    </div>
  )
}
