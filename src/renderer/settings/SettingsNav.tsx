import { useRef } from 'react'
import { useWords } from '../words/useWords.ts'

/** The sections beside the long page they make up: choosing one goes there, with the keyboard too. */
export function SettingsNav() {
  const { settings: words, accounts, monitors, retention, outbound } = useWords()
  const element = useRef<HTMLElement>(null)
  const titles = [
    accounts.title,
    monitors.title,
    words.appearance,
    words.privacy,
    retention.title,
    words.shortcuts,
    outbound.title,
    outbound.diagnostics.title,
    words.program,
  ]
  const show = (place: number) => {
    const section = element.current?.parentElement?.querySelectorAll('.settings-section')[place]
    section?.scrollIntoView()
    section?.querySelector('h2')?.focus({ preventScroll: true })
  }
  return (
    <nav ref={element} className="settings-nav" aria-label={words.sections}>
      {titles.map((title, place) => (
        <button key={title} type="button" onClick={() => show(place)}>
          {title}
        </button>
      ))}
    </nav>
  )
}
