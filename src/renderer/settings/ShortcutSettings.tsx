import { useState } from 'react'
import { type ActionId, actionIds, defaultBindings } from '../actions/actions.ts'
import { chordOf } from '../actions/chord.ts'
import { type Judgement, judgeChords } from '../actions/keyMap.ts'
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
  const [judgement, setJudgement] = useState<Judgement<ActionId>>({ kind: 'free' })
  const title = words.action[id]
  const own = shortcuts[id] !== undefined

  /** What differs from the usual keys is a choice of one's own. */
  function choose(chords: readonly string[]) {
    const judged = judgeChords(bindings, id, chords)
    setJudgement(judged)
    if (judged.kind !== 'free') return
    const { [id]: _, ...others } = shortcuts
    const isUsual = String(chords) === String(defaultBindings[id])
    setPreferences({ shortcuts: isUsual ? others : { ...others, [id]: [...chords] } })
  }

  return (
    <div className="setting">
      <div>
        <div className="setting-title">{title}</div>
        {judgement.kind !== 'free' && (
          <div className="setting-problem" role="status">
            {judgement.kind === 'taken'
              ? words.settings.taken(words.action[judgement.by])
              : words.settings.reserved}
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
          <Button
            look="quiet"
            aria-label={words.settings.resetNamed(title)}
            onClick={() => choose(defaultBindings[id])}
          >
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
            if (chord === 'Escape') setJudgement({ kind: 'free' })
            else choose(chord === 'Backspace' || chord === 'Delete' ? [] : [chord])
          }}
        >
          {words.settings.change}
        </Button>
      </div>
    </div>
  )
}
