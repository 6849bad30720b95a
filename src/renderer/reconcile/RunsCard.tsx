import type { Account } from '../../contract/account.ts'
import type { CompensationRun } from '../../contract/compensation.ts'
import { formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatTime } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Chip, type Tone } from '../kit/Chip.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useNow } from '../state/now.ts'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'

type Props = {
  runs: readonly CompensationRun[]
  accounts: readonly Account[]
  onChanged: () => void
}

/** Runs that are listed; the core keeps more. */
const listed = 5

const tones: Record<CompensationRun['state'], Tone> = { running: 'accent', cancelled: 'wait', done: 'ok' }

/** What the service was asked, how far that came, and what it said. */
export function RunsCard({ runs, accounts, onChanged }: Props) {
  const { reconcile: words } = useWords()
  return (
    <PanelCard title={words.runsTitle} hint={words.runsHint}>
      {runs.length === 0 ? (
        <p className="dim">{words.noRuns}</p>
      ) : (
        <ul className="reconcile-runs" aria-label={words.runsTitle}>
          {runs.slice(0, listed).map(run => (
            <Run
              key={run.id}
              run={run}
              name={accounts.find(({ id }) => id === run.account)?.name ?? ''}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
    </PanelCard>
  )
}

type RunProps = { run: CompensationRun; name: string; onChanged: () => void }

function Run({ run, name, onChanged }: RunProps) {
  const { reconcile: words } = useWords()
  const { client } = useServices()
  const locale = useLocale()
  const spoken = useSpoken()
  const now = useNow()
  const tell = useTell()
  const { id, state, asked, of, found, added, changed, failed, lastError } = run
  const count = (value: number) => formatCount(value, locale)
  const order = (what: 'compensation.cancel' | 'compensation.resume') =>
    void client.call(what, { id }).then(onChanged, tell)
  const goesOn = state === 'cancelled' || (state === 'done' && failed > 0)
  return (
    <li className="reconcile-run">
      <div className="reconcile-run-head">
        <Chip tone={state === 'done' && failed > 0 ? 'bad' : tones[state]}>{words.state[state]}</Chip>
        <span className="dim">
          {formatTime(run.startedAt, now, locale)} {revealInline(name, 30)}
        </span>
        {state === 'running' && (
          <Button look="quiet" onClick={() => order('compensation.cancel')}>
            {words.stop}
          </Button>
        )}
        {goesOn && (
          <Button look="quiet" onClick={() => order('compensation.resume')}>
            {words.goOn}
          </Button>
        )}
      </div>
      {state !== 'done' && (
        <progress aria-label={words.asked(count(asked), count(of))} value={asked} max={Math.max(1, of)} />
      )}
      <p className="dim" role={state === 'running' ? undefined : 'status'}>
        {words.asked(count(asked), count(of))} · {words.found(count(found), count(added), count(changed))}
      </p>
      {failed > 0 && (
        <p className="reconcile-problem">
          {words.failed(count(failed))} {lastError !== null && spoken(lastError)}
        </p>
      )}
    </li>
  )
}
