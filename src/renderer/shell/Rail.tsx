import './Rail.css'
import { ChartColumn, FlaskConical, Layers, ReceiptText, Settings, Signature, Webhook } from 'lucide-react'
import type { ActionId } from '../actions/actions.ts'
import { useActions } from '../actions/useActions.ts'
import { Tooltip } from '../kit/Tooltip.tsx'
import { type PanelName, useShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'

const entries: { panel: PanelName; action: ActionId; Icon: typeof Settings }[] = [
  { panel: 'receipts', action: 'showReceipts', Icon: ReceiptText },
  { panel: 'pushes', action: 'showPushes', Icon: Webhook },
  { panel: 'bench', action: 'showBench', Icon: Signature },
  { panel: 'queues', action: 'showQueues', Icon: Layers },
  { panel: 'simulator', action: 'showSimulator', Icon: FlaskConical },
  { panel: 'insights', action: 'showInsights', Icon: ChartColumn },
  { panel: 'settings', action: 'showSettings', Icon: Settings },
]

export function Rail() {
  const words = useWords()
  const { run, keysOf } = useActions()
  const shown = useShell(state => state.panel)
  return (
    <nav className="rail" aria-label={words.panel.rail}>
      {entries.map(({ panel, action, Icon }) => (
        <Tooltip key={panel} text={words.panel[panel]} keys={keysOf(action)} side="right">
          <button
            type="button"
            className="rail-entry"
            aria-label={words.panel[panel]}
            aria-current={panel === shown ? 'page' : undefined}
            onClick={() => run(action)}
          >
            <Icon aria-hidden />
          </button>
        </Tooltip>
      ))}
    </nav>
  )
}
