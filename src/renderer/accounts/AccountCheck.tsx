import './AccountCheck.css'
import { Check, Minus, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Account } from '../../contract/account.ts'
import type { ConnectionStep } from '../../contract/connectionCheck.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'

const marks = {
  pass: { Icon: Check, tone: 'ok' },
  warn: { Icon: TriangleAlert, tone: 'wait' },
  fail: { Icon: X, tone: 'bad' },
  skipped: { Icon: Minus, tone: 'neutral' },
}

type Props = {
  account: Pick<Account, 'id' | 'name'>
  /** The way is walked up to this queue; without one, up to the account's rights. */
  queue?: { queue: string; type: string } | null
  /** Nobody has to ask for it. */
  atOnce?: boolean
}

/** Walks the way to an account's queues step by step and says where it ends, and why. */
export function AccountCheck({ account, queue = null, atOnce = false }: Props) {
  const { accounts: words } = useWords()
  const { client } = useServices()
  const tell = useTell()
  const spoken = useSpoken()
  const [state, setState] = useState<'idle' | 'busy' | ConnectionStep[]>('idle')

  async function check() {
    setState('busy')
    try {
      const { steps } = await client.call('accounts.check', { id: account.id, queue })
      setState(steps)
    } catch (error) {
      setState('idle')
      tell(error as Parameters<typeof tell>[0])
    }
  }

  const asked = useRef(!atOnce)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void check()
  })

  return (
    <div className="account-check">
      <Button
        busy={state === 'busy'}
        aria-label={words.checkNamed(account.name)}
        onClick={() => void check()}
      >
        {state === 'busy' ? words.checking : words.check}
      </Button>
      {Array.isArray(state) && (
        <ol aria-live="polite">
          {state.map(({ step, outcome, found, advice }) => {
            const { Icon, tone } = marks[outcome]
            return (
              <li key={step} className={`check-${tone}`}>
                <Icon aria-hidden />
                <div>
                  <strong>{words.step[step]}</strong>{' '}
                  <span className="visually-hidden">{words.outcome[outcome]}: </span>
                  <ForeignText text={spoken(found)} />
                  {advice !== null && (
                    <p className="dim">
                      <ForeignText text={spoken(advice)} />
                    </p>
                  )}
                </div>
              </li>
            )
          })}
        </ol>
      )}
    </div>
  )
}
