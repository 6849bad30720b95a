import { useState } from 'react'
import { type ActionId, actionIds, defaultBindings } from '../actions/actions.ts'
import { chordOf } from '../actions/chord.ts'
import { conflicts } from '../actions/keyMap.ts'
import { useBindings } from '../actions/useActions.ts'
import { Button } from '../kit/Button.tsx'
import { KeyHint } from '../kit/KeyHint.tsx'
import { setPreferences, usePreferences } from '../state/preferences.ts'
import { useWords } from '../words/useWords.ts'
import { Section } from './Section.tsx'

export function ShortcutSettings() {
  const { settings: words } = useWords()
  return (
    <Section title={words.shortcuts} hint={words.shortcutsHint}>
      {actionIds.map(id => (
        <Shortcut key={id} id={id} />
      ))}
    </Section>
  )
}

function Shortcut({ id }: { id: ActionId }) {
  const words = useWords()
  const bindings = useBindings()
  const shortcuts = usePreferences(state => state.shortcuts)
  const [listening, setListening] = useState(false)
  const [taken, setTaken] = useState<ActionId | null>(null)
  const title = words.action[id]
  const own = shortcuts[id] !== undefined

  function reset() {
    setTaken(null)
    setPreferences({
      shortcuts: Object.fromEntries(Object.entries(shortcuts).filter(([other]) => other !== id)),
    })
  }

  return (
    <div className="setting">
      <div>
        <div className="setting-title">{title}</div>
        {taken !== null && (
          <div className="setting-problem" role="status">
            {words.settings.taken(words.action[taken])}
          </div>
        )}
      </div>
      <div className="setting-keys">
        {listening ? (
          <span className="dim">{words.settings.pressKeys}</span>
        ) : bindings[id].length === 0 ? (
          <span className="faint">{words.settings.noShortcut}</span>
        ) : (
          bindings[id].map(chord => <KeyHint key={chord} chord={chord} />)
        )}
        {own && (
          <Button look="quiet" aria-label={words.settings.resetNamed(title)} onClick={reset}>
            {words.settings.reset}
          </Button>
        )}
        <Button
          aria-label={words.settings.changeNamed(title)}
          aria-pressed={listening}
          onClick={() => setListening(true)}
          onBlur={() => setListening(false)}
          onKeyDown={event => {
            const chord = chordOf(event.nativeEvent)
            if (!listening || chord === null || chord === 'Tab') return
            event.preventDefault()
            event.stopPropagation()
            setListening(false)
            if (chord === 'Escape') return
            const [other] = conflicts(bindings, id, chord)
            setTaken(other ?? null)
            if (other !== undefined) return
            const usual = defaultBindings[id]
            const same = usual.length === 1 && usual[0] === chord
            if (same) reset()
            else setPreferences({ shortcuts: { ...shortcuts, [id]: [chord] } })
          }}
        >
          {words.settings.change}
        </Button>
      </div>
    </div>
  )
}
