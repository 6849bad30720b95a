import './TopBar.css'
import { AccountSwitch } from '../accounts/AccountSwitch.tsx'
import { QueryField } from '../query/QueryField.tsx'
import { EndpointPill } from './EndpointPill.tsx'
import { LiveButton } from './LiveButton.tsx'
import { Logo } from './Logo.tsx'
import { MonitorsPill } from './MonitorsPill.tsx'
import { SimulatorPill } from './SimulatorPill.tsx'

export const TopBar = () => (
  <header className="top-bar">
    <Logo />
    <AccountSwitch />
    <QueryField />
    <LiveButton />
    <MonitorsPill />
    <EndpointPill />
    <SimulatorPill />
  </header>
)
