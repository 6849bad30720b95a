import { MessageCircleQuestion } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ApiError } from '../../contract/apiError.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import { useAccounts } from '../accounts/useAccounts.ts'
import { formatAgo } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { useNow } from '../state/now.ts'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { AccountChoice } from './AccountChoice.tsx'
import { type Answered, askAboutOne } from './askAboutOne.ts'

type State = { kind: 'none' } | { kind: 'asking' } | { kind: 'answered'; answer: Answered }

/** For a send that nothing says the end of: one question to the service, and what it knew. */
export function AskService({ detail }: { detail: ReceiptDetail }) {
  const { reconcile: words } = useWords()
  const { client, receipts } = useServices()
  const locale = useLocale()
  const now = useNow()
  const { accounts } = useAccounts()
  const [chosen, setChosen] = useState<AccountId | null>(null)
  const [state, setState] = useState<State>({ kind: 'none' })
  const [problem, setProblem] = useState<ApiError | null>(null)
  const asking = useRef<AbortController>(null)
  useEffect(() => () => asking.current?.abort(), [])
  const usual = accounts?.find(({ name }) => name === detail.account) ?? accounts?.[0]
  const account = chosen ?? usual?.id ?? null

  async function ask(id: AccountId) {
    const controller = new AbortController()
    asking.current = controller
    setProblem(null)
    setState({ kind: 'asking' })
    try {
      const answer = await askAboutOne(client, id, detail, controller.signal)
      setState({ kind: 'answered', answer })
      if (answer.kind !== 'found') return
      receipts.select(answer.row)
      setShell({ notice: { text: words.oneFound, hint: null } })
    } catch (error) {
      if (controller.signal.aborted) return
      setState({ kind: 'none' })
      setProblem(error as ApiError)
    }
  }

  return (
    <section className="card">
      <h3>{words.noReceipt}</h3>
      {detail.sendTime !== null && <p>{words.noReceiptSince(formatAgo(detail.sendTime, now, locale))}</p>}
      <div className="inspector-actions">
        {accounts !== null && accounts.length > 1 && (
          <AccountChoice accounts={accounts} chosen={account} onChoose={setChosen} />
        )}
        <Button
          icon={<MessageCircleQuestion aria-hidden />}
          disabled={account === null || detail.phone === null || state.kind === 'asking'}
          onClick={() => account !== null && void ask(account)}
        >
          {state.kind === 'asking' ? words.askingOne : words.askOne}
        </Button>
      </div>
      {accounts?.length === 0 && <p>{words.noAccountTitle}</p>}
      <p role="status">
        {state.kind === 'answered' && state.answer.kind === 'unknown' && words.oneUnknown}
        {state.kind === 'answered' && state.answer.kind === 'nothing' && words.oneNothing}
      </p>
      <FormProblem problem={problem} />
    </section>
  )
}
