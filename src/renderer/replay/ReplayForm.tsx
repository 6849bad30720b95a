import './Replay.css'
import { Send } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import { type ReplayRequest, replayPaces } from '../../contract/replay.ts'
import type { Which } from '../../contract/which.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { Select } from '../kit/Select.tsx'
import { TextField } from '../kit/TextField.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useProgram } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { ReplayProgress } from './ReplayProgress.tsx'
import { RequestEditor } from './RequestEditor.tsx'
import { chooseReplay, type ReplayHow, rememberTarget, useReplayChoices } from './replayStore.ts'
import { draftOf, editOf } from './requestDraft.ts'
import { useReplay } from './useReplay.ts'

type Props = {
  what: Which
  count: number
  /** The one message that is sent; several can't be edited. */
  detail: ReceiptDetail | null
  onDone?: () => void
}

/** Where, what, how often and how fast; then what was answered. */
export function ReplayForm({ what, count, detail, onDone }: Props) {
  const { replay: words, inspector } = useWords()
  const locale = useLocale()
  const endpointUrl = useProgram(state => state.status?.endpoint.url ?? '')
  const masked = usePreferences(state => state.maskPhones)
  const choices = useReplayChoices()
  const { sending, start, cancel, forget } = useReplay()
  const [draft, setDraft] = useState(() => (detail === null ? null : draftOf(detail)))
  const [signAnew, setSignAnew] = useState(false)
  const to = choices.to === '' ? endpointUrl : choices.to
  const hows: ReplayHow[] = draft === null ? ['exact', 'resigned'] : ['exact', 'edited', 'resigned']
  const how = hows.includes(choices.how) ? choices.how : 'exact'
  const edited = how === 'edited' && draft !== null ? editOf(draft) : null
  const badLine = edited !== null && 'badLine' in edited ? edited.badLine : null
  const hidden = how === 'edited' && masked
  const isSending =
    sending.kind === 'starting' || (sending.kind === 'sending' && sending.state.state === 'running')
  const isReady = isHttpUrl(to) && badLine === null && !hidden && !isSending && count > 0
  const button = useFocusWhenAsked(choices.asked)
  useWhenOver(sending.kind === 'sending' ? sending.state.state : 'none', onDone)

  function send(): void {
    if (!isReady) return
    rememberTarget(choices.to)
    start({
      what,
      to,
      times: choices.times,
      pace: choices.pace,
      concurrency: choices.concurrency,
      resign: how === 'resigned' || (how === 'edited' && signAnew),
      edit: edited !== null && 'edit' in edited ? edited.edit : null,
      confirmed: false,
    } satisfies ReplayRequest)
  }

  return (
    <form
      className="replay"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        label={words.to}
        hint={isHttpUrl(to) ? words.toHint : words.toMissing}
        type="url"
        className="mono"
        maxLength={2_000}
        value={to}
        onChange={event => chooseReplay({ to: event.target.value })}
      />
      <div className="labelled">
        <Segmented
          label={words.how}
          value={how}
          options={hows.map(value => ({ value, title: words.howOf[value] }))}
          onChange={chosen => chooseReplay({ how: chosen })}
        />
        <span className="faint">
          {words.howHint[how]} {detail !== null && detail.requestLine === null && words.fromQueue}
        </span>
      </div>
      {how === 'edited' && draft !== null && !hidden && (
        <RequestEditor
          draft={draft}
          badLine={badLine}
          signAnew={signAnew}
          onChange={setDraft}
          onSignAnew={setSignAnew}
        />
      )}
      {hidden && <p className="raw-broken">{inspector.rawMasked}</p>}
      <div className="replay-numbers">
        <NumberField
          label={words.times}
          value={choices.times}
          min={1}
          max={10_000}
          onChange={times => chooseReplay({ times })}
        />
        <NumberField
          label={words.parallel}
          value={choices.concurrency}
          min={1}
          max={64}
          onChange={concurrency => chooseReplay({ concurrency })}
        />
        {count > 1 && (
          <Select
            label={words.pace}
            value={choices.pace}
            options={replayPaces.map(value => ({ value, title: words.paceOf[value] }))}
            onChange={pace => chooseReplay({ pace })}
          />
        )}
      </div>
      {sending.kind === 'unconfirmed' ? (
        <Confirmation
          host={sending.host}
          onYes={() => start({ ...sending.request, confirmed: true })}
          onNo={forget}
        />
      ) : (
        <div className="inspector-actions">
          <Button ref={button} type="submit" look="main" icon={<Send aria-hidden />} aria-disabled={!isReady}>
            {sending.kind === 'starting'
              ? words.starting
              : words.send(count * choices.times, formatCount(count * choices.times, locale))}
          </Button>
        </div>
      )}
      {sending.kind === 'failed' && <FormProblem problem={sending.error} />}
      {sending.kind === 'sending' && (
        <ReplayProgress state={sending.state} single={detail !== null} onCancel={cancel} />
      )}
    </form>
  )
}

function Confirmation({ host, onYes, onNo }: { host: string; onYes: () => void; onNo: () => void }) {
  const { replay: words, kit } = useWords()
  return (
    <section className="card replay-confirm" role="alert">
      <h3>{words.confirmTitle(host)}</h3>
      <p>{words.confirmBody}</p>
      <div className="inspector-actions">
        <Button look="danger" onClick={onYes}>
          {words.confirmYes(host)}
        </Button>
        <Button onClick={onNo}>{kit.cancel}</Button>
      </div>
    </section>
  )
}

function useFocusWhenAsked(asked: boolean) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!asked) return
    button.current?.focus()
    chooseReplay({ asked: false })
  }, [asked])
  return button
}

function useWhenOver(state: string, onDone: (() => void) | undefined): void {
  const tell = useRef(onDone)
  useEffect(() => {
    tell.current = onDone
  })
  useEffect(() => {
    if (state === 'done' || state === 'cancelled') tell.current?.()
  }, [state])
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}
