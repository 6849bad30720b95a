import './Inspector.css'
import { CornerDownRight, X } from 'lucide-react'
import { useMemo } from 'react'
import type { ReceiptDetail, ReceiptFate } from '../../contract/receipt.ts'
import { formatPhone, maskPhone } from '../format/formatPhone.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { shownStatus } from '../kit/StatusMark.tsx'
import { statusTones } from '../kit/statusTones.ts'
import { Tabs } from '../kit/Tabs.tsx'
import { TermsProvider } from '../kit/terms.ts'
import { loadLater } from '../parts/loadLater.tsx'
import { searchedTerms } from '../query/queryTokens.ts'
import { quoteValue } from '../query/quoteValue.ts'
import { usePreferences } from '../state/preferences.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { inspectorTabs, setShell, useShell } from '../state/shell.ts'
import { sayError } from '../words/sayError.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { BodyTab } from './BodyTab.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { RawTab } from './RawTab.tsx'
import { TimelineTab } from './TimelineTab.tsx'
import { useDetail } from './useDetail.ts'
import { usePhoneDay } from './usePhoneDay.ts'

const SignatureTab = loadLater(async () => (await import('./SignatureTab.tsx')).SignatureTab)
const ReplayTab = loadLater(async () => (await import('./ReplayTab.tsx')).ReplayTab)

export function Inspector() {
  const selected = useReceipts(state => state.selected)
  const query = useReceipts(state => state.query)
  const masked = usePreferences(state => state.maskPhones)
  const terms = useMemo(() => (masked ? [] : searchedTerms(query)), [query, masked])
  if (selected === null) return null
  return (
    <TermsProvider value={terms}>
      <Selected id={selected.id} />
    </TermsProvider>
  )
}

function Selected({ id }: { id: ReceiptDetail['id'] }) {
  const words = useWords()
  const spoken = useSpoken()
  const { receipts } = useServices()
  const tab = useShell(state => state.tab)
  const state = useDetail(id)
  const close = (
    <IconButton
      className="inspector-close"
      label={words.inspector.close}
      keys={['Escape']}
      icon={<X aria-hidden />}
      onClick={() => receipts.select(null)}
    />
  )
  switch (state.kind) {
    case 'loading':
      return (
        <div className="inspector-plain" aria-busy>
          {close}
        </div>
      )
    case 'gone':
      return (
        <div className="inspector-plain">
          {close}
          <Gone id={id} fate={state.fate} />
        </div>
      )
    case 'failed':
      return (
        <div className="inspector-plain">
          {close}
          <EmptyState icon={<X />} title={words.inspector.failedToLoad}>
            {sayError(state.error, spoken)}
          </EmptyState>
        </div>
      )
    case 'here':
      return (
        <Tabs
          label={words.inspector.tabs}
          tabs={inspectorTabs.map(name => ({ name, title: words.inspector[name] }))}
          selected={tab}
          onSelect={name => setShell({ tab: name })}
          header={
            <div className="inspector-head">
              <Heading detail={state.detail} />
              {close}
            </div>
          }
        >
          <Content key={id} detail={state.detail} />
        </Tabs>
      )
    default:
      return state satisfies never
  }
}

/** A row that is not there: its receipt leads on from it, else it is said why. */
function Gone({ id, fate }: { id: ReceiptDetail['id']; fate: ReceiptFate }) {
  const { inspector: words } = useWords()
  const { receipts } = useServices()
  if (fate.kind !== 'replaced') {
    return (
      <EmptyState icon={<X />} title={words.gone}>
        <span className="mono foreign">{id}</span> {fate.kind === 'never' ? words.goneNever : words.goneWhy}
      </EmptyState>
    )
  }
  const { by } = fate
  return (
    <EmptyState
      icon={<CornerDownRight aria-hidden />}
      title={words.replaced}
      action={
        <Button look="main" onClick={() => receipts.select(by)}>
          {words.openSuccessor}
        </Button>
      }
    >
      {words.replacedWhy}
    </EmptyState>
  )
}

function Heading({ detail }: { detail: ReceiptDetail }) {
  const words = useWords()
  const locale = useLocale()
  const masked = usePreferences(state => state.maskPhones)
  const phone = detail.phone
  const day = usePhoneDay(phone)
  const { receipts } = useServices()
  return (
    <div className="inspector-heading">
      <h2>
        {phone === null ? (
          <span className="dim">{words.inspector.noPhone}</span>
        ) : (
          <ForeignText text={masked ? maskPhone(phone) : formatPhone(phone)} gap=" " />
        )}
        <Chip tone={statusTones[detail.status]}>{words.status[shownStatus(detail)]}</Chip>
      </h2>
      <p className="dim">
        {words.kind[detail.kind]}
        {day !== null && (
          <>
            {' · '}
            <button
              type="button"
              className="inspector-day"
              onClick={() => receipts.setQuery(`phone:${quoteValue(day.phone)}`)}
            >
              {words.inspector.phoneDay(formatCount(day.all, locale), formatCount(day.failed, locale))}
            </button>
          </>
        )}
      </p>
    </div>
  )
}

function Content({ detail }: { detail: ReceiptDetail }) {
  const tab = useShell(state => state.tab)
  switch (tab) {
    case 'overview':
      return <OverviewTab detail={detail} />
    case 'timeline':
      return <TimelineTab detail={detail} />
    case 'body':
      return <BodyTab detail={detail} />
    case 'raw':
      return <RawTab detail={detail} />
    case 'signature':
      return <SignatureTab detail={detail} />
    case 'replay':
      return <ReplayTab detail={detail} />
    default:
      return tab satisfies never
  }
}
