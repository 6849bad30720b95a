import './Outbound.css'
import { useState } from 'react'
import {
  type OutboundCall,
  type OutboundPlace,
  type OutboundReason,
  type OutboundState,
  outboundReasons,
} from '../../contract/outbound.ts'
import { formatCount } from '../format/numbers.ts'
import { formatClock } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { Select } from '../kit/Select.tsx'
import { Section } from '../settings/Section.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { CallTable } from './CallTable.tsx'
import { useOutbound } from './useOutbound.ts'

const pageLength = 15

/** Whom the program asked and for what. The list stands still while it is read: newer calls are let in by a button. */
export function OutboundSettings() {
  const { outbound: words } = useWords()
  const state = useOutbound()
  return (
    <Section title={words.title} hint={words.hint}>
      {state === null || state.places.length === 0 ? (
        <p className="setting dim">{words.none}</p>
      ) : (
        <Calls state={state} />
      )}
    </Section>
  )
}

function Calls({ state }: { state: OutboundState }) {
  const { outbound: words } = useWords()
  const locale = useLocale()
  const [which, setWhich] = useState<'everything' | 'leaving'>('everything')
  const [upTo, setUpTo] = useState(() => newest(state.calls))
  const [length, setLength] = useState(pageLength)
  const [why, setWhy] = useState<OutboundReason | 'all'>('all')
  const fits = ({ local }: { local: boolean }) => which === 'everything' || !local
  const reasons = outboundReasons.filter(reason => state.places.some(place => place.why === reason))
  const calls = state.calls.filter(call => fits(call) && (why === 'all' || call.why === why))
  const shown = calls.filter(({ id }) => id <= upTo)
  const newer = calls.length - shown.length
  const places = state.places.filter(fits)
  return (
    <>
      <div className="setting">
        <span className="dim">{words.since(formatClock(state.since, locale))}</span>
        <Segmented
          label={words.show}
          value={which}
          options={[
            { value: 'everything', title: words.everything },
            { value: 'leaving', title: words.leaving },
          ]}
          onChange={setWhich}
        />
      </div>
      {places.length === 0 ? (
        <p className="setting dim">{words.nothingLeft}</p>
      ) : (
        <div className="setting outbound-part">
          <h3>{words.places}</h3>
          <ul className="outbound-places" aria-label={words.places}>
            {places.map(place => (
              <Place key={`${place.why} ${place.origin}`} place={place} />
            ))}
          </ul>
        </div>
      )}
      {places.length > 0 && (
        <div className="setting outbound-part">
          <div className="outbound-head">
            <h3>{words.latest}</h3>
            <Select
              label={words.why}
              labelShown={false}
              value={why}
              options={[
                { value: 'all', title: words.allReasons },
                ...reasons.map(reason => ({ value: reason, title: words.reason[reason] })),
              ]}
              onChange={setWhy}
            />
            {newer > 0 && (
              <Button look="quiet" onClick={() => setUpTo(newest(state.calls))}>
                {words.newer(newer, formatCount(newer, locale))}
              </Button>
            )}
          </div>
          {calls.length > 0 && <CallTable calls={shown.slice(0, length)} label={words.latest} />}
          {shown.length > length && (
            <Button look="quiet" onClick={() => setLength(length + pageLength)}>
              {words.older(formatCount(shown.length - length, locale))}
            </Button>
          )}
          <p className="faint">{words.noQuery}</p>
        </div>
      )}
    </>
  )
}

function Place({ place }: { place: OutboundPlace }) {
  const { outbound: words } = useWords()
  const locale = useLocale()
  return (
    <li>
      <span className="mono">
        <ForeignText text={place.origin} />
      </span>
      <span className="dim">
        {words.reason[place.why]} · {words.calls(place.calls, formatCount(place.calls, locale))}
        {place.failed > 0 && <> · {words.failures(formatCount(place.failed, locale))}</>}
        {place.local && <> · {words.local}</>}
      </span>
    </li>
  )
}

const newest = (calls: readonly OutboundCall[]): number => calls[0]?.id ?? 0
