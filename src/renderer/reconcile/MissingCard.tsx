import { MessageCircleQuestion } from 'lucide-react'
import { useState } from 'react'
import type { ApiError } from '../../contract/apiError.ts'
import type { AccountId, CompensationId } from '../../contract/brand.ts'
import { formatPhone, maskPhone } from '../format/formatPhone.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatAgo } from '../format/times.ts'
import { useShowRows } from '../insights/useShowRows.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Select } from '../kit/Select.tsx'
import { quoteValue } from '../query/quoteValue.ts'
import { useNow } from '../state/now.ts'
import { usePreferences } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { askMilliseconds } from './pace.ts'
import { useUnreported } from './useUnreported.ts'

const minute = 60_000
const delays = [minute, 10 * minute, 60 * minute, 6 * 60 * minute, 24 * 60 * minute]

type Props = { account: AccountId | null; onStarted: (id: CompensationId) => void }

/** Sends that nothing says the end of, and the question to the service about all of them. */
export function MissingCard({ account, onStarted }: Props) {
  const { reconcile: words } = useWords()
  const { client } = useServices()
  const locale = useLocale()
  const now = useNow()
  const showRows = useShowRows()
  const masked = usePreferences(state => state.maskPhones)
  const [after, setAfter] = useState(10 * minute)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const { unreported, reload } = useUnreported(after)
  const count = unreported?.count ?? 0

  async function ask(id: AccountId) {
    setProblem(null)
    try {
      const input = { account: id, sends: [], query: null, unreportedAfterMs: after }
      const started = await client.call('compensation.start', input)
      onStarted(started.id)
      reload()
    } catch (error) {
      setProblem(error as ApiError)
    }
  }

  const shown = unreported?.sends ?? []
  return (
    <PanelCard
      title={words.missingTitle}
      hint={words.missingHint}
      end={
        <Select
          label={words.olderThan}
          value={String(after)}
          options={delays.map(value => ({
            value: String(value),
            title: words.older(formatDuration(value, locale)),
          }))}
          labelShown={false}
          onChange={value => setAfter(Number(value))}
        />
      }
    >
      <p role="status" className="reconcile-count">
        {unreported !== null &&
          (count === 0 ? words.noneMissing : words.missingCount(formatCount(count, locale), count))}
        {unreported?.partial === true && ` ${words.partial}`}
      </p>
      {shown.length > 0 && (
        <ul className="reconcile-sends" aria-label={words.missingTitle}>
          {shown.map(({ phone, sendTime, bizId }) => (
            <li key={`${phone} ${bizId ?? ''} ${sendTime}`}>
              <button
                type="button"
                className="insights-link mono"
                onClick={() => showRows(`phone:${quoteValue(phone)}`)}
              >
                {masked ? maskPhone(phone) : revealInline(formatPhone(phone), 30)}
              </button>
              <span className="mono faint">{revealInline(bizId ?? '', 40)}</span>
              <span className="dim">{formatAgo(sendTime, now, locale)}</span>
            </li>
          ))}
        </ul>
      )}
      {count > 0 && (
        <div className="reconcile-actions">
          <Button
            look="main"
            icon={<MessageCircleQuestion aria-hidden />}
            disabled={account === null}
            onClick={() => account !== null && void ask(account)}
          >
            {words.askAll(formatCount(count, locale))}
          </Button>
          <span className="faint">
            {words.pace(formatDuration(Math.max(1000, count * askMilliseconds), locale))}
          </span>
          <Button look="quiet" onClick={() => showRows('is:unreported')}>
            {words.showAll}
          </Button>
        </div>
      )}
      <FormProblem problem={problem} />
    </PanelCard>
  )
}
