import './TopBar.css'
import { revealInline } from '../format/revealControls.ts'
import { QueryField } from '../query/QueryField.tsx'
import { useProgram } from '../state/services.ts'
import { EndpointPill } from './EndpointPill.tsx'
import { LiveButton } from './LiveButton.tsx'
import { Logo } from './Logo.tsx'
import { MonitorsPill } from './MonitorsPill.tsx'
import { SimulatorPill } from './SimulatorPill.tsx'

export function TopBar() {
  const accounts = useProgram(state => state.status?.monitors ?? noMonitors)
  const names = [...new Set(accounts.map(monitor => monitor.accountName))]
  return (
    <header className="top-bar">
      <Logo />
      <span className="top-bar-account">
        {names.length === 0 ? 'ReceiptScope' : names.map(name => revealInline(name, 30)).join(', ')}
      </span>
      <QueryField />
      <LiveButton />
      <MonitorsPill />
      <EndpointPill />
      <SimulatorPill />
    </header>
  )
}

const noMonitors: never[] = []
