import './Palette.css'
import { Command } from 'cmdk'
import { useState } from 'react'
import { revealInline } from '../format/revealControls.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { KeyHint } from '../kit/KeyHint.tsx'
import { useMonitorActions } from '../monitors/useMonitorActions.ts'
import { goTo } from '../state/place.ts'
import { useProgram } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { type ActionGroup, type ActionId, actionGroups, actionIds, isForEveryPanel } from './actions.ts'
import { useActions } from './useActions.ts'

type Entry = { id: string; title: string; keys: string[]; run: () => void }

const groups: ActionGroup[] = ['goTo', 'receipts', 'view', 'simulator', 'help']

/** Every action of the window, found by its name, with the keys that do the same. */
export function Palette() {
  const words = useWords()
  const { run, keysOf } = useActions()
  const monitors = useMonitorEntries()
  const [search, setSearch] = useState('')
  const close = () => setShell({ overlay: 'none' })

  // The dialog is gone before the action runs, so that an action may move the focus or open another dialog.
  const choose = (action: () => void) => {
    close()
    setTimeout(action, 0)
  }
  // What is done with a row is done where rows are seen.
  const runInSight = (id: ActionId) => {
    if (!isForEveryPanel(id)) goTo('receipts')
    run(id)
  }
  const sections = groups.map(group => ({
    title: words.palette[group],
    entries: actionIds
      .filter(id => actionGroups[id] === group && id !== 'openPalette')
      .map((id): Entry => ({ id, title: words.action[id], keys: keysOf(id), run: () => runInSight(id) })),
  }))
  sections.splice(2, 0, { title: words.palette.monitors, entries: monitors })

  return (
    <Dialog label={words.palette.label} className="palette" onClose={close}>
      <Command label={words.palette.label} loop>
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder={words.palette.placeholder}
          aria-label={words.palette.label}
        />
        <Command.List>
          <Command.Empty>{words.palette.nothing}</Command.Empty>
          {sections
            .filter(({ entries }) => entries.length > 0)
            .map(({ title, entries }) => (
              <Command.Group key={title} heading={title}>
                {entries.map(entry => (
                  <Command.Item
                    key={entry.id}
                    value={entry.id}
                    keywords={[entry.title]}
                    onSelect={() => choose(entry.run)}
                  >
                    <span>{entry.title}</span>
                    <span className="palette-keys">
                      {entry.keys.map(chord => (
                        <KeyHint key={chord} chord={chord} />
                      ))}
                    </span>
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

const modes = ['peek', 'lease', 'consume'] as const

function useMonitorEntries(): Entry[] {
  const { monitors: words } = useWords()
  const monitors = useProgram(state => state.status?.monitors ?? none)
  const { start, stop, setMode } = useMonitorActions()
  return monitors.flatMap(monitor => {
    const queue = revealInline(monitor.queue, 60)
    const stopped = monitor.state === 'stopped'
    const entry = (name: string, title: string, run: () => void): Entry => ({
      id: `${monitor.id} ${name}`,
      title,
      keys: [],
      run,
    })
    return [
      stopped
        ? entry('start', words.startNamed(queue), () => void start(monitor))
        : entry('stop', words.stopNamed(queue), () => void stop(monitor)),
      ...modes
        .filter(mode => mode !== monitor.mode)
        .map(mode =>
          entry(mode, words.setModeNamed(words.mode[mode], queue), () => void setMode(monitor, mode)),
        ),
    ]
  })
}

const none: never[] = []
