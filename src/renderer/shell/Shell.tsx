import './Shell.css'
import { type RefObject, useEffect, useRef } from 'react'
import { Palette } from '../actions/Palette.tsx'
import { ShortcutSheet } from '../actions/ShortcutSheet.tsx'
import { useShortcuts } from '../actions/useShortcuts.ts'
import { useAlertNotices } from '../alerts/useAlertNotices.ts'
import { TakeDialog } from '../monitors/TakeDialog.tsx'
import { loadLater } from '../parts/loadLater.tsx'
import { PartBoundary } from '../parts/PartBoundary.tsx'
import { ReceiptsPanel } from '../receipts/ReceiptsPanel.tsx'
import { type PanelName, useShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { FileDrop } from './FileDrop.tsx'
import { Notice } from './Notice.tsx'
import { Rail } from './Rail.tsx'
import { StatusLine } from './StatusLine.tsx'
import { TopBar } from './TopBar.tsx'
import { TroubleBanner } from './TroubleBanner.tsx'

const SettingsPanel = loadLater(async () => (await import('../settings/SettingsPanel.tsx')).SettingsPanel)
const PushesPanel = loadLater(async () => (await import('../pushesPanel/PushesPanel.tsx')).PushesPanel)
const SignatureBench = loadLater(async () => (await import('../bench/SignatureBench.tsx')).SignatureBench)
const QueuesPanel = loadLater(async () => (await import('../queuesPanel/QueuesPanel.tsx')).QueuesPanel)
const SimulatorPanel = loadLater(
  async () => (await import('../simulatorPanel/SimulatorPanel.tsx')).SimulatorPanel,
)
const InsightsPanel = loadLater(async () => (await import('../insights/InsightsPanel.tsx')).InsightsPanel)

export function Shell() {
  useShortcuts()
  useAlertNotices()
  const panel = useShell(state => state.panel)
  useTitle(panel)
  const main = useRef<HTMLElement>(null)
  useFocusKept(panel, main)
  const overlay = useShell(state => state.overlay)
  return (
    <div className="shell">
      <TopBar />
      <Rail />
      <main className="shell-main" ref={main} tabIndex={-1}>
        <ConnectionBanner />
        <TroubleBanner />
        <PartBoundary key={panel} show={() => <Panel name={panel} />} />
      </main>
      <StatusLine />
      <Notice />
      <FileDrop />
      <TakeDialog />
      {overlay === 'palette' && <Palette />}
      {overlay === 'shortcuts' && <ShortcutSheet />}
    </div>
  )
}

/** With the panel goes the element that had the keyboard: the next one begins at its top, not in the bar of the window. */
function useFocusKept(panel: PanelName, main: RefObject<HTMLElement | null>): void {
  const shown = useRef(panel)
  useEffect(() => {
    const { activeElement } = document
    const isElsewhere = activeElement === document.body || activeElement?.closest('.top-bar') != null
    if (shown.current !== panel && isElsewhere) main.current?.focus()
    shown.current = panel
  }, [panel, main])
}

/** Tells windows and the steps back apart, in the system's lists of them. */
function useTitle(panel: PanelName): void {
  const words = useWords()
  const title = `${words.panel[panel]} · ReceiptScope`
  useEffect(() => {
    document.title = title
  }, [title])
}

function Panel({ name }: { name: PanelName }) {
  switch (name) {
    case 'receipts':
      return <ReceiptsPanel />
    case 'pushes':
      return <PushesPanel />
    case 'bench':
      return <SignatureBench />
    case 'queues':
      return <QueuesPanel />
    case 'simulator':
      return <SimulatorPanel />
    case 'insights':
      return <InsightsPanel />
    case 'settings':
      return <SettingsPanel />
    default:
      return name satisfies never
  }
}
