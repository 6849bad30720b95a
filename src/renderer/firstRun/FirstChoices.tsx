import './FirstRun.css'
import { CloudCog, FlaskConical, Webhook } from 'lucide-react'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useTell } from '../state/useTell.ts'
import { useWords } from '../words/useWords.ts'
import { trySimulator } from './trySimulator.ts'

/** Three ways to begin, each to a first result within a minute. */
export function FirstChoices() {
  const { firstRun: words } = useWords()
  const services = useServices()
  const tell = useTell()
  const choices = [
    { name: 'simulator', Icon: FlaskConical, run: () => void trySimulator(services).catch(tell) },
    { name: 'connect', Icon: CloudCog, run: () => setShell({ firstRun: 'connect' }) },
    { name: 'endpoint', Icon: Webhook, run: () => setShell({ firstRun: 'endpoint' }) },
  ] as const
  return (
    <ul className="first-choices" aria-label={words.titleOf.choices}>
      {choices.map(({ name, Icon, run }) => (
        <li key={name}>
          <button type="button" className="first-choice" onClick={run}>
            <Icon aria-hidden />
            <strong>{words.choice[name]}</strong>
            <span>{words.choiceHint[name]}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
