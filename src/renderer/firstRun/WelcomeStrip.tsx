import './FirstRun.css'
import { FlaskConical, X } from 'lucide-react'
import { Button } from '../kit/Button.tsx'
import { setPreferences } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useTell } from '../state/useTell.ts'
import { useWords } from '../words/useWords.ts'
import { trySimulator } from './trySimulator.ts'

/** Says to a new user whose receipts these are, and where to go from here; gone once one of the ways was taken. */
export function WelcomeStrip() {
  const { firstRun: words, kit } = useWords()
  const services = useServices()
  const tell = useTell()
  return (
    <section className="welcome" aria-label={words.titleOf.choices}>
      <FlaskConical aria-hidden />
      <p>
        <strong>{words.madeUp}</strong> <span className="dim">{words.madeUpHint}</span>
      </p>
      <div className="welcome-choices">
        <Button onClick={() => void trySimulator(services).catch(tell)}>{words.choice.simulator}</Button>
        <Button onClick={() => setShell({ firstRun: 'connect' })}>{words.choice.connect}</Button>
        <Button onClick={() => setShell({ firstRun: 'endpoint' })}>{words.choice.endpoint}</Button>
      </div>
      <button
        type="button"
        className="welcome-close"
        aria-label={kit.close}
        onClick={() => setPreferences({ welcomed: true })}
      >
        <X aria-hidden />
      </button>
    </section>
  )
}
