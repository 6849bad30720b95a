import './SettingsPanel.css'
import type { ReactNode } from 'react'
import { AccountSettings } from '../accounts/AccountSettings.tsx'
import { useAccounts } from '../accounts/useAccounts.ts'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { Switch } from '../kit/Switch.tsx'
import { MonitorSettings } from '../monitors/MonitorSettings.tsx'
import { DiagnosticsSettings } from '../outbound/DiagnosticsSettings.tsx'
import { OutboundSettings } from '../outbound/OutboundSettings.tsx'
import { setPreferences, usePreferences } from '../state/preferences.ts'
import { useProgram, useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useWords } from '../words/useWords.ts'
import { RetentionSettings } from './RetentionSettings.tsx'
import { Section } from './Section.tsx'
import { SettingsNav } from './SettingsNav.tsx'
import { ShortcutSettings } from './ShortcutSettings.tsx'

export function SettingsPanel() {
  const { settings: words } = useWords()
  return (
    <div className="settings">
      <SettingsNav />
      <div className="settings-page">
        <h1>{words.title}</h1>
        <Connections />
        <Appearance />
        <Privacy />
        <RetentionSettings />
        <ShortcutSettings />
        <OutboundSettings />
        <DiagnosticsSettings />
        <Program />
      </div>
    </div>
  )
}

function Connections() {
  const { accounts, reload } = useAccounts()
  return (
    <>
      <AccountSettings accounts={accounts} onChange={reload} />
      <MonitorSettings accounts={accounts ?? []} />
    </>
  )
}

function Setting({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="setting">
      <div>
        <div className="setting-title">{title}</div>
        {hint !== undefined && <div className="faint">{hint}</div>}
      </div>
      {children}
    </div>
  )
}

function Appearance() {
  const { settings: words } = useWords()
  const { language, theme, density, times } = usePreferences()
  return (
    <Section title={words.appearance}>
      <Setting title={words.language}>
        <Segmented
          label={words.language}
          value={language}
          options={[
            { value: 'system', title: words.system },
            { value: 'en', title: words.english },
            { value: 'zh-CN', title: words.chinese },
          ]}
          onChange={language => setPreferences({ language })}
        />
      </Setting>
      <Setting title={words.theme}>
        <Segmented
          label={words.theme}
          value={theme}
          options={[
            { value: 'system', title: words.system },
            { value: 'light', title: words.light },
            { value: 'dark', title: words.dark },
          ]}
          onChange={theme => setPreferences({ theme })}
        />
      </Setting>
      <Setting title={words.density}>
        <Segmented
          label={words.density}
          value={density}
          options={[
            { value: 'comfortable', title: words.comfortable },
            { value: 'compact', title: words.compact },
          ]}
          onChange={density => setPreferences({ density })}
        />
      </Setting>
      <Setting title={words.times}>
        <Segmented
          label={words.times}
          value={times}
          options={[
            { value: 'relative', title: words.relative },
            { value: 'absolute', title: words.absolute },
          ]}
          onChange={times => setPreferences({ times })}
        />
      </Setting>
    </Section>
  )
}

function Privacy() {
  const { settings: words } = useWords()
  const masked = usePreferences(state => state.maskPhones)
  return (
    <Section title={words.privacy}>
      <Setting title={words.mask} hint={words.maskHint}>
        <Switch label={words.mask} checked={masked} onChange={maskPhones => setPreferences({ maskPhones })} />
      </Setting>
      <Setting title={words.telemetry}>
        <span className="dim">{words.noTelemetry}</span>
      </Setting>
    </Section>
  )
}

function Program() {
  const { settings: words } = useWords()
  const { client } = useServices()
  const tell = useTell()
  const info = useProgram(state => state.info)
  if (info === null) return null
  return (
    <Section title={words.program}>
      <Setting title={words.version}>
        <span className="dim">{info.version}</span>
      </Setting>
      <Setting title={words.runsAs}>
        <span className="dim">{words.hostOf[info.host]}</span>
      </Setting>
      <Setting title={words.data}>
        <span className="setting-keys">
          <span className="dim mono">
            <Copyable text={info.dataDirectory} name={words.data}>
              <ForeignText text={info.dataDirectory} />
            </Copyable>
          </span>
          {info.host === 'desktop' && (
            <Button onClick={() => void client.call('data.open', null).catch(tell)}>{words.openData}</Button>
          )}
        </span>
      </Setting>
      <Setting title={words.secrets}>
        <span className="dim">{words.secretsIn[info.secrets]}</span>
      </Setting>
    </Section>
  )
}
