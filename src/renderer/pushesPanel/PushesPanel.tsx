import './PushesPanel.css'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ReceiptId, Rev } from '../../contract/brand.ts'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useProgram } from '../state/services.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { DoctorCard } from './DoctorCard.tsx'
import { EndpointCard } from './EndpointCard.tsx'
import { filterPushes, type PushFilter } from './filterPushes.ts'
import { groupPushes } from './groupPushes.ts'
import { MessagesCard } from './MessagesCard.tsx'
import { NearMissesCard } from './NearMissesCard.tsx'
import { NoPushes } from './NoPushes.tsx'
import { PushHistoryView } from './PushHistoryView.tsx'
import { usePushes } from './usePushes.ts'
import { usePushTroubles } from './usePushTroubles.ts'

const unchanged = 0 as Rev

/** The local endpoint: where it is, what it answers, and every message that came with all its attempts. */
export function PushesPanel() {
  const { pushes: words, panel } = useWords()
  const rows = usePushes()
  const troubles = usePushTroubles(Math.max(0, ...(rows ?? []).map(({ rev }) => rev)))
  const [filter, setFilter] = useState<PushFilter>('all')
  const [chosen, setChosen] = useState<ReceiptId | null>(null)
  const groups = groupPushes(rows ?? [])
  const asked = groups.find(({ ids }) => chosen !== null && ids.includes(chosen))
  // A near miss may be older than what is listed.
  const unlisted = chosen !== null && asked === undefined ? { id: chosen, rev: unchanged } : null
  const shown = unlisted === null ? (asked ?? filterPushes(groups, filter, troubles)[0]) : undefined
  const row = unlisted ?? shown?.row
  const isEmpty = rows?.length === 0 && row === undefined
  return (
    <section className="pushes" aria-label={panel.pushes} aria-busy={rows === null}>
      <WideBanner />
      <div className="pushes-side">
        <EndpointCard offersTest={!isEmpty} />
        <MessagesCard
          groups={groups}
          troubles={troubles}
          filter={filter}
          chosen={shown}
          onFilter={wanted => {
            setFilter(wanted)
            setChosen(null)
          }}
          onChoose={({ row: { id } }) => setChosen(id)}
        />
      </div>
      <div className="pushes-main">
        {isEmpty && <NoPushes />}
        {row !== undefined && <PushHistoryView key={row.id} row={row} />}
        <NearMissesCard nearMisses={troubles.nearMisses} onChoose={setChosen} />
        <DoctorCard />
        <PanelCard title={words.nothingTitle}>
          <ol className="pushes-steps">
            <li>{words.stepReach}</li>
            <li>{words.stepTunnel}</li>
            <li>{words.stepConsole}</li>
            <li>{words.stepLogs}</li>
          </ol>
        </PanelCard>
      </div>
    </section>
  )
}

/** Stays as long as others than this machine can send to the endpoint. */
function WideBanner() {
  const { pushes: words } = useWords()
  const spoken = useSpoken()
  const endpoint = useProgram(state => state.status?.endpoint)
  if (endpoint?.wide !== true) return null
  return (
    <div className="pushes-wide" role="status">
      <TriangleAlert aria-hidden />
      <p>
        <b>{words.wideBanner}</b> {spoken(endpoint.reason)}
      </p>
    </div>
  )
}
